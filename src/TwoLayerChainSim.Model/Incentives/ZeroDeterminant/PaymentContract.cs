using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>What the contract keeps about one requestor between blocks.</summary>
/// <param name="Rounds">Rounds played so far.</param>
/// <param name="Last">Outcome of the last round; cc before the first.</param>
/// <param name="Mix">Mix of the requestor for the next round.</param>
public readonly record struct PaymentState(long Rounds, PaymentOutcome Last, RequestorMix Mix);

/// <summary>One round of the game.</summary>
/// <param name="Outcome">What both did.</param>
/// <param name="LeaderPayoff">Payoff of the leader.</param>
/// <param name="RequestorPayoff">Payoff of the requestor.</param>
public readonly record struct PaymentRound(PaymentOutcome Outcome, double LeaderPayoff, double RequestorPayoff);

/// <summary>
/// The payment contract: it plays the leader's strategy against requestors and keeps the state of each. The leader changes with
/// every block; because the state is here and the draws are named by requestor and round, it does not matter which node runs it.
/// </summary>
/// <remarks>Before the first round the last outcome counts as cc, so ZD, TFT and WSLS open with cooperation.</remarks>
/// <param name="game">The payoffs.</param>
/// <param name="leader">The strategy that leaders follow.</param>
/// <param name="rule">How requestors adapt.</param>
/// <param name="firstMix">Mix of a requestor that the contract has not met.</param>
/// <param name="streams">Streams of the run: "payment" by requestor and round.</param>
public sealed class PaymentContract(
    PaymentGameOptions game, LeaderStrategy leader, IRequestorRule rule, RequestorMix firstMix, RandomStreams streams)
{
    private readonly Dictionary<int, PaymentState> _states = [];

    /// <summary>The state of a requestor.</summary>
    /// <param name="requestor">Stable number of the requestor.</param>
    public PaymentState StateOf(int requestor) =>
        _states.TryGetValue(requestor, out var state) ? state : new(0, PaymentOutcome.Cc, firstMix);

    /// <summary>Takes over the state of a requestor as another leader left it on the chain.</summary>
    /// <param name="requestor">Stable number of the requestor.</param>
    /// <param name="state">The state.</param>
    public void Resume(int requestor, PaymentState state) => _states[requestor] = state;

    /// <summary>Plays the next round with a requestor.</summary>
    /// <param name="requestor">Stable number of the requestor.</param>
    public PaymentRound Play(int requestor)
    {
        var state = StateOf(requestor);
        var draws = streams.Stream("payment", requestor, state.Rounds);
        var leads = draws.NextDouble() < leader.Cooperation[state.Last];
        var pays = draws.NextDouble() < (leads ? state.Mix.AfterCooperation : state.Mix.AfterDefection);
        var outcome = (leads, pays) switch
        {
            (true, true) => PaymentOutcome.Cc,
            (true, false) => PaymentOutcome.Cd,
            (false, true) => PaymentOutcome.Dc,
            _ => PaymentOutcome.Dd,
        };
        var round = new PaymentRound(outcome, game.Leader[outcome], game.Requestor[outcome]);
        _states[requestor] = new(state.Rounds + 1, outcome, rule.Adapt(state.Mix, round));
        return round;
    }
}
