using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>
/// The links of a record. What happens to a message depends on the seed, its link and its number there, never on other messages.
/// </summary>
internal sealed class SwarmNetwork : ICommitteeTransport, IMessageRule
{
    private const int DelayDraw = 1;
    private const int FateDraw = 2;
    private const int LengthDraw = 3;
    private const int Permille = 1000;

    private readonly SwarmRecord _record;
    private readonly ulong _root;
    private readonly int[] _sent;
    private readonly Dictionary<(int Link, int Number), MessageDecision>? _decisions;
    private readonly List<MessageDecision>? _log;

    /// <summary>Links at the beginning of a run.</summary>
    /// <param name="record">What they are like.</param>
    /// <param name="log">Takes every fate other than pass; null to forget them.</param>
    public SwarmNetwork(SwarmRecord record, List<MessageDecision>? log)
    {
        (_record, _log, _root) = (record, log, StableHash.Combine(record.Seed, StableHash.Of("network")));
        _sent = new int[record.Replicas * record.Replicas];
        _decisions = record.Decisions.IsEmpty ? null : record.Decisions.ToDictionary(
            decision => (Link(decision.From, decision.To), decision.Number));
    }

    /// <summary>Copies that the network has made.</summary>
    public long Copies { get; private set; }

    /// <inheritdoc/>
    public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now)
    {
        var link = Link(from, receiver);
        var number = _sent[link]++;
        var isHealed = now.Nanoseconds / 1000 >= _record.HealUs;
        var decision = isHealed ? null : _decisions?.GetValueOrDefault((link, number));
        var fate = decision?.Fate ?? FateOf(link, number, now);
        if (fate == SwarmFate.Pass)
        {
            return MessageVerdict.Pass;
        }

        var longestUs = fate == SwarmFate.Hold ? _record.HoldMaxUs : _record.MaxDelayUs;
        var delayUs = fate == SwarmFate.Drop ? 0
            : decision?.DelayUs ?? (long)(StableHash.ToUniform(Word(link, number, LengthDraw)) * longestUs);
        _log?.Add(new(from, receiver, number, fate, delayUs));
        Copies += fate == SwarmFate.Duplicate ? 1 : 0;
        return fate switch
        {
            SwarmFate.Drop => MessageVerdict.Drop,
            SwarmFate.Hold => new(MessageFate.Hold, Us(delayUs)),
            _ => new(MessageFate.Duplicate, Us(delayUs)),
        };
    }

    /// <inheritdoc/>
    public void Transmit(in Transmission transmission)
    {
        for (var i = 0; i < transmission.Receivers.Length; i++)
        {
            // The rule has just numbered this message.
            var receiver = transmission.Receivers[i];
            var link = Link(transmission.From, receiver);
            transmission.DeliverAfter(i, DelayOf(transmission.From, receiver, Word(link, _sent[link] - 1, DelayDraw)));
        }
    }

    private static SimDuration Us(long microseconds) => new(microseconds * 1000);

    private int Link(int from, int receiver) => (from * _record.Replicas) + receiver;

    private ulong Word(int link, int number, int draw) =>
        StableHash.Combine(_root ^ (uint)draw, ((ulong)link << 32) | (uint)number);

    private SwarmFate FateOf(int link, int number, SimTime now)
    {
        var nowUs = now.Nanoseconds / 1000;
        var (from, receiver) = (link / _record.Replicas, link % _record.Replicas);
        foreach (var partition in _record.Partitions)
        {
            if (nowUs >= partition.StartUs && nowUs < partition.StopUs && partition.Cuts(from, receiver))
            {
                return SwarmFate.Drop;
            }
        }

        if (nowUs >= _record.HealUs)
        {
            return SwarmFate.Pass;
        }

        var share = (int)(Word(link, number, FateDraw) % Permille);
        return share < _record.LossPermille ? SwarmFate.Drop
            : (share -= _record.LossPermille) < _record.DuplicatePermille ? SwarmFate.Duplicate
            : share - _record.DuplicatePermille < _record.HoldPermille ? SwarmFate.Hold
            : SwarmFate.Pass;
    }

    private SimDuration DelayOf(int from, int receiver, ulong word)
    {
        var delay = Math.Min(_record.MaxDelayUs * 1000, (long)(_record.MeanDelayUs * 1000 * Multiple(_record.Delay, word)));
        var isSlow = from == _record.SlowReplica || receiver == _record.SlowReplica;
        var crosses = from < _record.ClusterSplit != receiver < _record.ClusterSplit;
        delay *= (isSlow ? _record.SlowFactor : 1) * (receiver < from ? _record.BackFactor : 1);
        return new(delay + (crosses ? _record.ClusterDelayUs * 1000 : 0));
    }

    /// <summary>A draw in multiples of the mean, by inversion.</summary>
    private static double Multiple(DelayShape shape, ulong word)
    {
        if (shape == DelayShape.Constant)
        {
            return 1;
        }

        var uniform = StableHash.ToUniform(word);
        return shape switch
        {
            DelayShape.Uniform => 2 * uniform,
            DelayShape.Exponential => -Math.Log(1 - uniform),
            DelayShape.Normal => Math.Max(0, 1 + (0.5 * Normal(word))),
            DelayShape.LogNormal => Math.Exp(Normal(word) - 0.5),
            _ => Math.Pow(1 - uniform, -1 / 1.5) / 3,
        };
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    private static double Normal(ulong word) =>
        Math.Sqrt(-2 * Math.Log(1 - StableHash.ToUniform(word)))
        * Math.Cos(2 * Math.PI * StableHash.ToUniform(StableHash.Mix(word)));
}
