namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// Payoffs of the game between the leader that finalises a model and the requestor that pays (Hu et al. 2021, Sec. IV-D).
/// </summary>
public sealed record PaymentGameOptions
{
    /// <summary>Payoffs x of the leader, with x3 &gt; x1 &gt; x4 &gt; x2. Default (6, 3, 8, 5).</summary>
    public PerOutcome Leader { get; init; } = new(6, 3, 8, 5);

    /// <summary>Payoffs y of the requestor, with y2 &gt; y1 &gt; y4 &gt; y3. Default (6, 8, 3, 5).</summary>
    public PerOutcome Requestor { get; init; } = new(6, 8, 3, 5);

    /// <summary>What is wrong with the payoffs, with what is allowed; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!(Leader.Dc > Leader.Cc && Leader.Cc > Leader.Dd && Leader.Dd > Leader.Cd))
        {
            problems.Add($"payoffs of the leader are {Text(Leader)}; allowed: dc > cc > dd > cd");
        }

        if (!(Requestor.Cd > Requestor.Cc && Requestor.Cc > Requestor.Dd && Requestor.Dd > Requestor.Dc))
        {
            problems.Add($"payoffs of the requestor are {Text(Requestor)}; allowed: cd > cc > dd > dc");
        }

        return problems;
    }

    private static string Text(PerOutcome payoffs) =>
        FormattableString.Invariant($"cc {payoffs.Cc}, cd {payoffs.Cd}, dc {payoffs.Dc}, dd {payoffs.Dd}");
}
