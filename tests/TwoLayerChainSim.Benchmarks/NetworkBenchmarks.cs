using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>Cost of the radio channel, through which schemes and consensus send everything.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    /// <summary>Number of senders on the uplink.</summary>
    [Params(10, 50)]
    public int Senders { get; set; }

    /// <summary>All senders busy for about 62 simulated seconds with one long transfer each, block fading.</summary>
    [Benchmark]
    public long BusyMinute()
    {
        var shareHz = 20e6 / Senders;
        return new Uplink(Senders, (long)(62 * ShannonRate.RayleighMeanBitsPerSecond(shareHz, 30e6 / shareHz))).Run(Senders);
    }

    /// <summary>100,000 votes of 512 bytes, every sender always busy.</summary>
    [Benchmark]
    public long Votes() => new Uplink(Senders, 4096).Run(100_000);

    private sealed class Uplink : IEventHandler
    {
        private readonly Simulator _simulator = new();
        private readonly RadioChannel _channel;
        private readonly RadioPath[] _paths;
        private readonly long _sizeBits;
        private int _left;

        public Uplink(int senders, long sizeBits)
        {
            _sizeBits = sizeBits;
            _channel = new(_simulator, new());
            _paths = [.. Enumerable.Range(0, senders).Select(i => new RadioPath(new RadioLink((ulong)i, 30e6)))];
        }

        public long Run(int transfers)
        {
            _left = transfers;
            for (var sender = 0; sender < _paths.Length; sender++)
            {
                Handle(sender);
            }

            _simulator.Run();
            return _simulator.Now.Nanoseconds;
        }

        public void Handle(long token)
        {
            if (_left-- > 0)
            {
                _channel.Start((int)token, _paths[token], _sizeBits, this, token);
            }
        }
    }
}
