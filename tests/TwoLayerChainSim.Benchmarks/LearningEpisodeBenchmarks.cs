using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>The parts of an episode that are not training.</summary>
[MemoryDiagnoser]
public class LearningEpisodeBenchmarks
{
    private const int Devices = 30;
    private const int Images = 1000;
    private readonly float[] _aggregate = new float[25_450];
    private ModelUpdate[] _updates = [];

    /// <summary>Prepares the updates.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var stream = new RandomStream(1);
        _updates = [.. Enumerable.Range(0, Devices).Select(device => new ModelUpdate(
            device, 100 + device, _aggregate.Select(_ => (float)stream.NextNormal()).ToArray()))];
    }

    /// <summary>FedAvg over the updates of 30 devices, 25,450 parameters each.</summary>
    [Benchmark]
    public AggregationOutcome AggregateEpisode() => new FedAvg().Aggregate(_updates, _aggregate);

    /// <summary>One generated image.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public DigitData GenerateImage() => GeneratedDigits.Create(Images - 1, 1, seed: 1);
}
