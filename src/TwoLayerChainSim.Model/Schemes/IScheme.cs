using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A federated learning scheme: the story of an episode for one task, and the ledgers that it leaves.</summary>
public interface IScheme
{
    /// <summary>The global model that the honest devices hold.</summary>
    GlobalModel Model { get; }

    /// <summary>The ledgers, each with the committee that certifies its blocks (null where blocks carry no certificate).</summary>
    IReadOnlyList<CertifiedChain> Chains { get; }

    /// <summary>Prepares the first episode, e.g. selects devices; takes no part of an episode's delay.</summary>
    void Start();

    /// <summary>Runs one episode: from the devices holding the current global model to the devices holding the next one.</summary>
    /// <param name="episode">The episode; the scheme books stages, traffic and counts in it.</param>
    Task Run(Episode episode);
}

/// <summary>A ledger and who certifies its blocks.</summary>
/// <param name="Chain">The ledger.</param>
/// <param name="Committees">The committee of each block by height; null where a block carries no certificate.</param>
/// <param name="Audit">What was seen while it grew.</param>
public sealed record CertifiedChain(Blockchain Chain, IReadOnlyList<Committee?> Committees, LedgerAudit Audit);
