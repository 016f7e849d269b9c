using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.Consensus.ProofOfWork;

/// <summary>
/// Mining without restarts (Nakamoto 2008): every miner extends the longest chain that it knows, of equally long ones the one
/// that it saw first; a block outside the main chain is stale, and what it records returns to the pool.
/// </summary>
/// <remarks>
/// A miner's time to its next block is exponential and therefore not drawn anew when its tip changes. A block that arrives
/// brings its ancestors along. Every miner knows every item of the pool, and records those that its chain does not have yet.
/// </remarks>
/// <param name="simulator">The run.</param>
/// <param name="miners">The miners.</param>
public class LongestChain(Simulator simulator, PowMiners miners) : IEventHandler
{
    private static readonly MinedBlock Root = new(null, -1, SimTime.Zero, []);

    private readonly MinedBlock[] _tips = Enumerable.Repeat(Root, miners.RatesHz.Count).ToArray();
    private readonly List<MinedBlock> _blocks = [];
    private readonly HashSet<int> _pool = [];
    private readonly SlotPool<(MinedBlock Block, int Receiver)> _deliveries = new();
    private readonly Completion _ended = new(simulator);
    private int _confirmations;
    private int _blocksMax = int.MaxValue;
    private bool _isStopped;

    /// <summary>All blocks mined so far, in order of time.</summary>
    public IReadOnlyList<MinedBlock> Blocks => _blocks;

    /// <summary>The last block of the main chain: the longest, of equally long ones the one found first.</summary>
    public MinedBlock Tip { get; private set; } = Root;

    /// <summary>The tip of a miner.</summary>
    /// <param name="miner">The miner.</param>
    public MinedBlock TipOf(int miner) => _tips[miner];

    /// <summary>
    /// The blocks so far: on the main chain, stale (all miners have them, to no avail), and under way to some miner while not on
    /// the main chain. Together they are all that were mined.
    /// </summary>
    public (int Main, int Stale, int UnderWay) Count()
    {
        var main = Tip.Chain().ToHashSet();
        var others = _blocks.Where(block => !main.Contains(block)).ToArray();
        return (
            main.Count, others.Count(block => block.Holders == _tips.Length), others.Count(block => block.Holders < _tips.Length));
    }

    /// <summary>Puts an item into the pool of all miners.</summary>
    /// <param name="item">Its number.</param>
    public void Submit(int item) => _pool.Add(item);

    /// <summary>Miners begin.</summary>
    /// <param name="ready">Instant at which each miner starts; not in the past.</param>
    public void Start(IReadOnlyList<SimTime> ready)
    {
        Require.That(miners.RatesHz.Any(rate => rate > 0), "no miner mines");
        for (var miner = 0; miner < _tips.Length; miner++)
        {
            ScheduleFind(miner, ready[miner]);
        }
    }

    /// <summary>Miners stop; blocks under way still arrive.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>
    /// Mines until the block that records the pool is settled: all tips and all blocks under way descend from it, and every tip
    /// is at least <paramref name="confirmations"/> blocks further.
    /// </summary>
    /// <param name="ready">Instant at which each miner starts; not in the past.</param>
    /// <param name="confirmations">At least 0.</param>
    /// <param name="blocksMax">Most blocks before it is given up.</param>
    /// <returns>The settled block; null when it was given up.</returns>
    public async Task<MinedBlock?> Settle(IReadOnlyList<SimTime> ready, int confirmations, int blocksMax)
    {
        (_confirmations, _blocksMax) = (confirmations, blocksMax);
        Start(ready);
        await _ended;
        return Settled();
    }

    /// <inheritdoc/>
    public void Handle(long token)
    {
        if (token < _tips.Length)
        {
            Find((int)token);
        }
        else
        {
            Arrive((int)(token - _tips.Length));
        }

        if (_blocksMax < int.MaxValue && !_isStopped && (_blocks.Count >= _blocksMax || Settled() is not null))
        {
            Stop();
            _ended.Complete();
        }
    }

    /// <summary>True when a miner goes over to a block: only to a longer chain; of equally long ones the first seen stays.</summary>
    /// <param name="block">A block that has arrived.</param>
    /// <param name="tip">The tip of the miner.</param>
    protected virtual bool IsBetter(MinedBlock block, MinedBlock tip) => block.Height > tip.Height;

    /// <summary>What a new block records: the items that its chain does not have yet, in order.</summary>
    /// <param name="parent">The block that it extends.</param>
    /// <param name="pool">All items so far.</param>
    protected virtual ImmutableArray<int> Unrecorded(MinedBlock parent, IReadOnlySet<int> pool)
    {
        if (pool.Count == 0)
        {
            return [];
        }

        var recorded = parent.Chain().SelectMany(block => block.Items).ToHashSet();
        return [.. pool.Where(item => !recorded.Contains(item)).Order()];
    }

    private void Find(int miner)
    {
        if (_isStopped)
        {
            return;
        }

        var parent = _tips[miner];
        var block = new MinedBlock(parent, miner, simulator.Now, Unrecorded(parent, _pool));
        _blocks.Add(block);
        _tips[miner] = block;
        Tip = block.Height > Tip.Height ? block : Tip;
        for (var other = 0; other < _tips.Length; other++)
        {
            if (other != miner)
            {
                simulator.After(miners.Propagation(miner, other), this, _tips.Length + _deliveries.Add((block, other)));
            }
        }

        ScheduleFind(miner, simulator.Now);
    }

    private void Arrive(int slot)
    {
        var (block, receiver) = _deliveries[slot];
        _deliveries.Remove(slot);
        block.Holders++;
        if (IsBetter(block, _tips[receiver]))
        {
            _tips[receiver] = block;
        }
    }

    private void ScheduleFind(int miner, SimTime from)
    {
        // Drawn also for a miner that never finds a block, so that the draws of others do not depend on it.
        var work = miners.Streams[miner].NextExponential();
        if (miners.RatesHz[miner] > 0)
        {
            simulator.After(from + SimDuration.FromSeconds(work / miners.RatesHz[miner]) - simulator.Now, this, miner);
        }
    }

    /// <summary>The first block after the root when nothing can replace it any more; else null.</summary>
    private MinedBlock? Settled()
    {
        if (Tip.Height == 0 || Tip.Height <= _confirmations)
        {
            return null;
        }

        var first = First(Tip);
        var isDeep = _tips.All(tip => tip.Height > _confirmations && First(tip) == first);
        return isDeep && _blocks.All(block => block.Holders == _tips.Length || First(block) == first) ? first : null;
    }

    private static MinedBlock First(MinedBlock block)
    {
        while (block.Height > 1)
        {
            block = block.Parent!;
        }

        return block;
    }
}
