using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Loads directories in the layout of MNIST: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c> and the same with
/// <c>t10k</c>; also with a dot before <c>idx</c>, and each plain or with <c>.gz</c>.
/// </summary>
public static class IdxReader
{
    /// <summary>Loads the training and the test images of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="classCount">Number of classes; labels must be below it. Default 10.</param>
    /// <exception cref="DataFormatException">The directory or a file in it cannot be used.</exception>
    public static DigitData LoadDirectory(string directory, int classCount = 10)
    {
        if (!Directory.Exists(directory))
        {
            throw new DataFormatException($"{directory}: there is no such directory, expected one with IDX files");
        }

        var (train, trainShape) = Load(directory, "train", classCount);
        var (test, testShape) = Load(directory, "t10k", classCount);
        if (trainShape != testShape)
        {
            throw new DataFormatException(
                $"{directory}: test images are {testShape}, expected {trainShape} as the training images");
        }

        return new DigitData(train, test);
    }

    private static (LabelledImages Images, string Shape) Load(string directory, string set, int classCount)
    {
        var imageFile = IdxFile.Open(Find(directory, $"{set}-images", "idx3-ubyte"), dimensions: 3);
        var labelFile = IdxFile.Open(Find(directory, $"{set}-labels", "idx1-ubyte"), dimensions: 1);
        if (labelFile.Sizes[0] != imageFile.Sizes[0])
        {
            throw labelFile.Wrong(
                $"offset 4, number of labels: found {labelFile.Sizes[0]}, expected {imageFile.Sizes[0]}, one an image");
        }

        var labels = labelFile.ReadContent();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classCount)
            {
                throw labelFile.Wrong($"offset {8 + i}, label of image {i}: found {labels[i]}, expected 0..{classCount - 1}");
            }
        }

        var (rows, columns) = (imageFile.Sizes[1], imageFile.Sizes[2]);
        var images = new LabelledImages(
            ToUnitInterval(imageFile.ReadContent()),
            ImmutableCollectionsMarshal.AsImmutableArray(labels),
            rows * columns,
            classCount);
        return (images, $"{rows} x {columns}");
    }

    private static string Find(string directory, string stem, string ending)
    {
        string[] names = [$"{stem}-{ending}", $"{stem}-{ending}.gz", $"{stem}.{ending}", $"{stem}.{ending}.gz"];
        return names.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists)
            ?? throw new DataFormatException($"{directory}: no file for {stem}, expected one of {string.Join(", ", names)}");
    }

    private static ImmutableArray<float> ToUnitInterval(byte[] pixels)
    {
        var features = new float[pixels.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = pixels[i] / 255f;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(features);
    }
}
