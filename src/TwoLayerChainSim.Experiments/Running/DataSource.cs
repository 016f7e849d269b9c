using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The images of a scenario with what identifies them.</summary>
/// <param name="Name">Name for people, e.g. <c>generated digits</c>.</param>
/// <param name="Images">Training and test images.</param>
public sealed record DataSource(string Name, DigitData Images)
{
    /// <summary>Loads or generates the images that a scenario asks for.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <exception cref="InputException">The files of the data directory cannot be used.</exception>
    public static DataSource Load(ResolvedScenario scenario)
    {
        if (scenario.Text("learning.data") == "generated")
        {
            var images = GeneratedDigits.Create(
                scenario.Whole("learning.train-samples"), scenario.Whole("learning.test-samples"), scenario.Seed);
            return new("generated digits", images);
        }

        var directory = scenario.FilePath("learning.data-directory")
            ?? throw new InputException("learning.data is idx, so learning.data-directory (or --data DIR) must name a folder");
        try
        {
            return new("IDX files", IdxReader.LoadDirectory(directory));
        }
        catch (DataFormatException exception)
        {
            throw new InputException(exception.Message, exception);
        }
    }

    /// <summary>SHA-256 over features and labels of both sets, in hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var images in new[] { Images.Train, Images.Test })
        {
            hash.AppendData(MemoryMarshal.AsBytes(images.Features));
            hash.AppendData(images.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
