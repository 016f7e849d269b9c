using System.Collections.Immutable;
using TwoLayerChainSim.Model.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Who takes part in a cell's next episode: LMUC creation by reputation (Feng et al. 2022, step 2).</summary>
/// <param name="Selected">Devices that train, in order of their number.</param>
/// <param name="FullDevices">Those of them that also take part in the consensus, in order of their number.</param>
public sealed record CellSelection(ImmutableArray<int> Selected, ImmutableArray<int> FullDevices)
{
    /// <summary>Recorded reputations of the full devices, in the same order.</summary>
    public required ImmutableArray<double> Reputations { get; init; }

    /// <summary>The same without some devices.</summary>
    /// <param name="isOut">True for a device that is left out.</param>
    public CellSelection Without(Func<int, bool> isOut)
    {
        if (!Selected.Any(isOut))
        {
            return this;
        }

        var kept = FullDevices.Zip(Reputations).Where(device => !isOut(device.First)).ToArray();
        return new([.. Selected.Where(device => !isOut(device))], [.. kept.Select(device => device.First)])
        {
            Reputations = [.. kept.Select(device => device.Second)],
        };
    }

    /// <summary>Selects by the reputations recorded on the global chain.</summary>
    /// <param name="mec">The MEC node that selects.</param>
    /// <param name="devices">Devices of its cell.</param>
    /// <param name="book">The recorded reputations.</param>
    /// <param name="options">Threshold and numbers.</param>
    public static CellSelection ByReputation(
        int mec, IReadOnlyList<int> devices, ReputationBook book, TwoLayerOptions options)
    {
        var ranked = devices
            .Select(device => (Device: device, Reputation: book.Reputation(mec, device)))
            .Where(candidate => candidate.Reputation >= options.SelectionThreshold)
            .OrderByDescending(candidate => candidate.Reputation)
            .ThenBy(candidate => candidate.Device)
            .Select(candidate => candidate.Device)
            .Take(options.SelectedDevices ?? int.MaxValue)
            .ToArray();
        ImmutableArray<int> fullDevices = [.. ranked.Take(options.LocalCommittee ?? int.MaxValue).Order()];
        return new([.. ranked.Order()], fullDevices)
        {
            Reputations = [.. fullDevices.Select(device => book.Reputation(mec, device))],
        };
    }
}
