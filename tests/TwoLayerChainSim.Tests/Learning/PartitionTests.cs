using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

public class PartitionTests
{
    private const int Classes = 5;
    private static readonly LabelledImages Data = Labelled(2000);

    public static TheoryData<string> LawNames { get; } = ["iid", "dirichlet", "dirichlet tiny", "shards", "skew", "heavy skew"];

    [Theory]
    [MemberData(nameof(LawNames))]
    public void No_sample_is_used_twice(string law) => Check(law, (_, partition) =>
    {
        var used = Used(partition);
        return used.Distinct().Count() == used.Length && used.All(index => index >= 0 && index < Data.Count);
    });

    [Theory]
    [MemberData(nameof(LawNames))]
    public void Every_device_holds_a_sample_and_the_total_is_as_asked(string law) => Check(law, (options, partition) =>
        partition.Devices.Length == options.Devices
        && partition.Devices.All(device => device.Length >= 1)
        && partition.Devices.Sum(device => device.Length) == (options.SamplesPerDevice is { } samples
            ? options.Devices * samples
            : Data.Count - options.ValidationSets * options.ValidationSize));

    [Theory]
    [MemberData(nameof(LawNames))]
    public void Validation_sets_have_the_size_asked_for(string law) => Check(law, (options, partition) =>
        partition.ValidationSets.Length == options.ValidationSets
        && partition.ValidationSets.All(set => set.Length == options.ValidationSize));

    [Theory]
    [InlineData("iid")]
    [InlineData("dirichlet")]
    [InlineData("shards")]
    public void Laws_of_labels_keep_the_sizes_even(string law) => Check(law, (_, partition) =>
    {
        var sizes = partition.Devices.Select(device => device.Length).ToArray();
        var shardsPerDevice = law == "shards" ? 2 : 1; // each shard may be one larger
        return sizes.Max() - sizes.Min() <= shardsPerDevice;
    });

    [Fact]
    public void Canary_the_check_of_use_finds_a_sample_that_is_used_twice()
    {
        var partition = Create("iid", new PartitionOptions { Devices = 4, SamplesPerDevice = 10 });

        var used = Used(partition with { Devices = [.. partition.Devices, partition.Devices[0]] });

        Assert.NotEqual(used.Length, used.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(LawNames))]
    public void The_same_stream_gives_the_same_partition(string law)
    {
        var options = new PartitionOptions { Devices = 7, SamplesPerDevice = 40, ValidationSets = 2, ValidationSize = 20 };

        Assert.Equal(Used(Create(law, options)), Used(Create(law, options)));
    }

    [Fact]
    public void A_validation_set_does_not_change_what_devices_hold()
    {
        var options = new PartitionOptions { Devices = 7, SamplesPerDevice = 40 };

        var without = Create("iid", options);
        var with = Create("iid", options with { ValidationSets = 3, ValidationSize = 50 });

        Assert.Equal(without.Devices.SelectMany(device => device), with.Devices.SelectMany(device => device));
    }

    [Fact]
    public void A_label_shard_device_sees_at_most_two_classes_a_shard()
    {
        var partition = Create("shards", new PartitionOptions { Devices = 50 });

        Assert.All(partition.Devices, device => Assert.InRange(ClassCounts(device).Count(count => count > 0), 1, 4));
        Assert.True(partition.Devices.Average(device => ClassCounts(device).Count(count => count > 0)) < 2.3);
    }

    [Fact]
    public void Large_alpha_is_iid_and_small_alpha_is_one_class_a_device()
    {
        var options = new PartitionOptions { Devices = 20, SamplesPerDevice = 50 };

        Assert.InRange(MeanShareOfLargestClass(new DirichletPartition { Alpha = 1e4 }, options), 0.2, 0.32);
        Assert.InRange(MeanShareOfLargestClass(new DirichletPartition { Alpha = 1e-3 }, options), 0.9, 1.0);
    }

    [Fact]
    public void The_share_of_a_class_has_the_moments_of_the_dirichlet_law()
    {
        // A share of Dir(a, ..., a) over C classes has mean 1/C and variance (C-1) / (C² (C a + 1)). 600 devices from a huge set: the count
        // of n = 200 samples adds the binomial variance E[x (1-x)] / n.
        const double Alpha = 0.5;
        const int Samples = 200;
        var data = Labelled(400_000);
        var options = new PartitionOptions { Devices = 600, SamplesPerDevice = Samples };
        var partition = DataPartition.Create(data, options, new DirichletPartition { Alpha = Alpha }, new RandomStream(3));

        var shares = partition.Devices
            .SelectMany(device => ClassCounts(device, data).Select(count => count / (double)Samples))
            .ToArray();
        var mean = 1.0 / Classes;
        var variance = (Classes - 1) / (Classes * Classes * (Classes * Alpha + 1));
        var expected = variance + (mean - mean * mean - variance) / Samples;
        var measured = shares.Average(share => (share - mean) * (share - mean));
        Assert.InRange(measured, expected * 0.85, expected * 1.15); // 4 deviations of the mean of 3000 (dependent) squares
    }

    [Fact]
    public void Log_normal_sizes_spread_as_sigma_says()
    {
        var options = new PartitionOptions { Devices = 400, SamplesPerDevice = 500 };
        var partition = DataPartition.Create(
            Labelled(200_000), options, new QuantitySkewPartition { Sigma = 0.8 }, new RandomStream(5));

        var logarithms = partition.Devices.Select(device => Math.Log(device.Length)).ToArray();
        var mean = logarithms.Average();
        var deviation = Math.Sqrt(logarithms.Average(value => (value - mean) * (value - mean)));

        Assert.InRange(deviation, 0.8 * 0.86, 0.8 * 1.14); // 4 deviations, sigma / sqrt(2 n)
    }

    [Fact]
    public void Without_skew_sizes_are_even()
    {
        var partition = DataPartition.Create(
            Data,
            new PartitionOptions { Devices = 20, SamplesPerDevice = 30 },
            new QuantitySkewPartition { Sigma = 0 },
            new RandomStream(1));

        Assert.All(partition.Devices, device => Assert.Equal(30, device.Length));
    }

    [Fact]
    public void Too_few_samples_are_refused_with_the_numbers()
    {
        var options = new PartitionOptions { Devices = 30, SamplesPerDevice = 66, ValidationSets = 3, ValidationSize = 10 };

        var failure = Assert.Throws<NotEnoughSamplesException>(() => Create("iid", options));

        Assert.Equal(
            "30 devices with 66 samples each and 3 validation sets of 10 need 2010 samples, the training set has 2000",
            failure.Message);
    }

    [Fact]
    public void Too_few_samples_for_the_label_shards_are_refused_with_the_numbers()
    {
        var failure = Assert.Throws<NotEnoughSamplesException>(
            () => Create("shards", new PartitionOptions { Devices = 30, SamplesPerDevice = 1 }));

        Assert.Equal("30 devices with 2 label shards each need 60 samples, there are 30", failure.Message);
    }

    private static IPartitionLaw Law(string name) => name switch
    {
        "iid" => new IidPartition(),
        "dirichlet" => new DirichletPartition(),
        "dirichlet tiny" => new DirichletPartition { Alpha = 1e-6 },
        "shards" => new LabelShardPartition(),
        "skew" => new QuantitySkewPartition(),
        _ => new QuantitySkewPartition { Sigma = 4 },
    };

    private static DataPartition Create(string law, PartitionOptions options) =>
        DataPartition.Create(Data, options, Law(law), new RandomStream(1));

    private static void Check(string law, Func<PartitionOptions, DataPartition, bool> holds) =>
        Prop.ForAll(Options(), options => holds(options, Create(law, options))).QuickCheckThrowOnFailure();

    private static Arbitrary<PartitionOptions> Options() =>
        (from devices in Gen.Choose(1, 40)
         from samples in Gen.Choose(2, 45)
         from all in Gen.Elements(true, false)
         from sets in Gen.Choose(0, 5)
         from size in Gen.Choose(0, 40)
         select new PartitionOptions
         {
             Devices = devices,
             SamplesPerDevice = all ? null : samples,
             ValidationSets = sets,
             ValidationSize = size,
         }).ToArbitrary();

    private static int[] Used(DataPartition partition) =>
        [.. partition.Devices.SelectMany(device => device), .. partition.ValidationSets.SelectMany(set => set)];

    private static double MeanShareOfLargestClass(DirichletPartition law, PartitionOptions options) => DataPartition
        .Create(Data, options, law, new RandomStream(2)).Devices
        .Average(device => ClassCounts(device).Max() / (double)device.Length);

    private static int[] ClassCounts(IEnumerable<int> device, LabelledImages? data = null)
    {
        var counts = new int[Classes];
        foreach (var index in device)
        {
            counts[(data ?? Data).Labels[index]]++;
        }

        return counts;
    }

    private static LabelledImages Labelled(int count) =>
        new([.. new float[count]], [.. Enumerable.Range(0, count).Select(i => (byte)(i % Classes))], 1, Classes);
}
