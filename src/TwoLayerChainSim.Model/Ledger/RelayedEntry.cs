namespace TwoLayerChainSim.Model.Ledger;

/// <summary>Something that was handed to a chain to be recorded: an update, or a block of a lower layer.</summary>
/// <param name="Sender">Stable number of the node whose entry it is.</param>
/// <param name="Digest">Digest of the content.</param>
public readonly record struct RelayedEntry(int Sender, Digest Digest);
