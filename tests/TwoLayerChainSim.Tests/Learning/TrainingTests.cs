using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

/// <summary>Local training, alone and of many devices on several threads.</summary>
public class TrainingTests
{
    private static readonly DenseNetwork Model = DenseNetwork.Mlp(20, 12, 3);
    private static readonly LabelledImages Data = Clusters(400, 20, 3);

    [Fact]
    public void Training_lowers_the_loss_and_finds_the_classes()
    {
        var start = Start();
        var update = Train(new TrainingOptions { LocalEpochs = 10 }, Shard(0, 300));

        var end = start.Zip(update, (value, step) => value + step).ToArray();

        var evaluation = new Evaluation(Model);
        var held = Enumerable.Range(300, 100).ToArray();
        Assert.True(evaluation.Evaluate(end, Data, held).MeanLoss < evaluation.Evaluate(start, Data, held).MeanLoss / 2);
        Assert.True(evaluation.Evaluate(end, Data, held).Accuracy > 0.95);
    }

    [Fact]
    public void One_batch_is_one_step_against_the_gradient()
    {
        var shard = Shard(0, 8);
        var gradient = new float[Model.ParameterCount];
        var inputs = Data.Features[..(8 * 20)].ToArray();
        Model.CreateWorkspace(8).Gradient(Start(), inputs, Data.Labels[..8], gradient);

        var update = Train(new TrainingOptions { LocalEpochs = 1, LearningRate = 0.5f, BatchSize = 8 }, shard);

        for (var i = 0; i < update.Length; i++)
        {
            Assert.Equal(-0.5f * gradient[i], update[i], 1e-6f);
        }
    }

    [Fact] // M45, L6
    public void With_learning_rate_0_the_update_is_zero() =>
        Assert.All(Train(new TrainingOptions { LearningRate = 0 }, Shard(0, 100)), value => Assert.Equal(0f, value));

    [Fact] // L6
    public void One_class_only_is_learned_without_a_nan()
    {
        var shard = Shard(0, 100).WithLabels([.. Enumerable.Repeat((byte)2, 100)]);

        var update = Train(new TrainingOptions { LocalEpochs = 20 }, shard);

        var end = Start().Zip(update, (value, step) => value + step).ToArray();
        var constant = new LabelledImages([.. Data.Features], [.. Enumerable.Repeat((byte)2, Data.Count)], 20, 3);
        Assert.Equal(1.0, new Evaluation(Model).Evaluate(end, constant).Accuracy);
    }

    [Fact]
    public void One_sample_can_be_trained_on()
    {
        var report = new LocalTraining(Model, new TrainingOptions())
            .Train(Shard(5, 1), Start(), new RandomStream(1), new float[Model.ParameterCount]);

        Assert.Equal(1, report.Samples);
        Assert.True(double.IsFinite(report.MeanLoss));
    }

    [Fact]
    public void A_shard_without_samples_is_a_bug() =>
        Assert.Throws<InvariantException>(() => Train(new TrainingOptions(), Shard(0, 0)));

    [Fact]
    public void Training_does_not_depend_on_what_was_trained_before()
    {
        var fresh = Train(new TrainingOptions(), Shard(100, 50));
        var used = new LocalTraining(Model, new TrainingOptions());
        var update = new float[Model.ParameterCount];
        used.Train(Shard(0, 300), Start(), new RandomStream(9), update);

        used.Train(Shard(100, 50), Start(), new RandomStream(1), update);

        Assert.Equal(fresh, update);
    }

    [Fact]
    public void Tampered_labels_change_the_update_and_leave_the_honest_shard_alone() // L1
    {
        var honest = Shard(0, 100);
        var tampered = honest.WithLabels([.. honest.Labels.ToArray().Select(label => (byte)(2 - label))]);

        Assert.NotEqual(Train(new TrainingOptions(), honest), Train(new TrainingOptions(), tampered));
        Assert.Equal(Data.Labels[..100], honest.Labels);
    }

    [Fact] // M50
    public void Renamed_classes_give_the_same_accuracy()
    {
        byte[] rename = [2, 0, 1];
        var renamedData = new LabelledImages(
            [.. Data.Features], [.. Data.Labels.ToArray().Select(label => rename[label])], 20, 3);
        var output = Model.Layers[^1];
        var start = Start();
        var renamedStart = start.ToArray();
        for (var row = 0; row <= output.Inputs; row++) // the last row holds the biases
        {
            for (var label = 0; label < 3; label++)
            {
                renamedStart[output.Offset + row * 3 + rename[label]] = start[output.Offset + row * 3 + label];
            }
        }

        var plain = AccuracyAfterTraining(Data, start);
        var renamed = AccuracyAfterTraining(renamedData, renamedStart);

        Assert.Equal(plain, renamed, 1.0 / Data.Count); // E: a tie within rounding may fall either way
    }

    [Fact]
    public void Training_allocates_nothing_once_it_is_warm()
    {
        var training = new LocalTraining(Model, new TrainingOptions());
        var (shard, start, update) = (Shard(0, 300), Start(), new float[Model.ParameterCount]);
        var stream = new RandomStream(1);
        training.Train(shard, start, stream, update);

        var before = GC.GetAllocatedBytesForCurrentThread();
        training.Train(shard, start, stream, update);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Any_number_of_threads_gives_the_bits_of_one_thread(int threads)
    {
        var (expected, expectedReports) = TrainDevices(1);

        var (actual, reports) = TrainDevices(threads);

        Assert.Equal(expectedReports, reports);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Canary_devices_that_share_one_stream_are_told_from_devices_with_their_own()
    {
        var (own, _) = TrainDevices(1);
        var shared = new RandomStream(4);

        var (mixed, _) = TrainDevices(1, _ => shared);

        Assert.NotEqual(own, mixed);
    }

    [Fact]
    public void A_bug_in_one_device_reaches_the_caller_as_it_is()
    {
        var task = new TrainingTask(Shard(0, 10), new RandomStream(1), new float[3]);

        Assert.Throws<InvariantException>(() => new ParallelTraining(Model, new TrainingOptions(), 2).Train([task], Start()));
    }

    private static (float[][] Updates, TrainingReport[] Reports) TrainDevices(
        int threads, Func<int, RandomStream>? stream = null)
    {
        var streams = new RandomStreams(3, 0);
        var parallel = new ParallelTraining(Model, new TrainingOptions(), threads);
        var updates = Enumerable.Range(0, 24).Select(_ => new float[Model.ParameterCount]).ToArray();
        var tasks = updates.Select((update, device) => new TrainingTask(
            Shard(device * 10, 10 + device),
            stream is null ? streams.Stream("sample order", device) : stream(device),
            update)).ToArray();
        return (updates, parallel.Train(tasks, Start()));
    }

    private static double AccuracyAfterTraining(LabelledImages data, float[] start)
    {
        var update = new float[start.Length];
        new LocalTraining(Model, new TrainingOptions())
            .Train(new TrainingShard(data, [.. Enumerable.Range(0, 60)]), start, new RandomStream(1), update);
        return new Evaluation(Model).Evaluate([.. start.Zip(update, (value, step) => value + step)], data).Accuracy;
    }

    private static float[] Train(TrainingOptions options, TrainingShard shard)
    {
        var update = new float[Model.ParameterCount];
        new LocalTraining(Model, options).Train(shard, Start(), new RandomStream(1), update);
        return update;
    }

    private static TrainingShard Shard(int first, int count) => new(Data, [.. Enumerable.Range(first, count)]);

    private static float[] Start()
    {
        var parameters = new float[Model.ParameterCount];
        Model.Initialise(parameters, new RandomStream(2));
        return parameters;
    }

    /// <summary>Classes that differ in which third of the features is large.</summary>
    private static LabelledImages Clusters(int count, int features, int classes)
    {
        var stream = new RandomStream(1);
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % classes)).ToImmutableArray();
        var values = Enumerable.Range(0, count * features).Select(i =>
            (float)(0.6 * stream.NextDouble() + (i % features % classes == labels[i / features] ? 0.4 : 0)));
        return new LabelledImages([.. values], labels, features, classes);
    }
}
