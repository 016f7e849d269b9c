using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>
/// Learning on one core. A mean divides to samples a second: one operation is one sample, so 5 us are 200,000 samples/s, which is the
/// bar for training the MLP 784-32-10 with batches of 32.
/// </summary>
[MemoryDiagnoser]
public class LearningBenchmarks
{
    private const int Samples = 2000;

    private readonly DigitData _data = GeneratedDigits.Create(Samples, Samples, seed: 1);
    private TrainingShard _shard = null!;
    private LocalTraining _training = null!;
    private Evaluation _evaluation = null!;
    private float[] _parameters = [];
    private float[] _update = [];

    /// <summary>Widths of the network.</summary>
    [Params("784-32-10", "784-10")]
    public string Network { get; set; } = "784-32-10";

    /// <summary>Prepares data and buffers.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var model = new DenseNetwork([.. Network.Split('-').Select(int.Parse)]);
        _parameters = new float[model.ParameterCount];
        _update = new float[model.ParameterCount];
        model.Initialise(_parameters, new RandomStream(1));
        _shard = new TrainingShard(_data.Train, [.. Enumerable.Range(0, Samples)]);
        _training = new LocalTraining(model, new TrainingOptions { LocalEpochs = 1 });
        _evaluation = new Evaluation(model);
    }

    /// <summary>One epoch of local training; the stream is part of the cost.</summary>
    [Benchmark(OperationsPerInvoke = Samples)]
    public TrainingReport TrainSample() => _training.Train(_shard, _parameters, new RandomStream(2), _update);

    /// <summary>Accuracy and loss on the test set.</summary>
    [Benchmark(OperationsPerInvoke = Samples)]
    public EvaluationResult EvaluateSample() => _evaluation.Evaluate(_parameters, _data.Test);
}
