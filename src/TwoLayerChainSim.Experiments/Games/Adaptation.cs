using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>How a requestor's cooperation and both payoffs develop in simulated rounds against a strategy of the leader.</summary>
/// <param name="Start">Initial cooperation probability q0 = q1.</param>
/// <param name="Windows">Means over windows of rounds, by the round in which a window ends.</param>
/// <param name="Final">Means over the last quarter of the rounds.</param>
/// <param name="RoundsToCooperate">Rounds until the cooperation probability is 0.95; all rounds when it never is.</param>
internal sealed record Adaptation(
    double Start, IReadOnlyList<(double Round, PlayMeans Means)> Windows, PlayMeans Final, Estimate RoundsToCooperate)
{
    private const int WindowCount = 40;
    private const double Cooperates = 0.95;

    /// <summary>Plays the game in all replications.</summary>
    /// <param name="game">The payoffs.</param>
    /// <param name="leader">Strategy of the leader.</param>
    /// <param name="rule">How the requestor adapts.</param>
    /// <param name="start">Initial probabilities.</param>
    /// <param name="rounds">Rounds, at least 40.</param>
    /// <param name="seed">Seed of all random streams.</param>
    /// <param name="replications">Number of replications, at least 2.</param>
    public static Adaptation Of(
        PaymentGameOptions game, LeaderStrategy leader, IRequestorRule rule, RequestorMix start, int rounds, ulong seed, int replications)
    {
        var plays = Enumerable.Range(0, replications)
            .Select(replication => new Play(
                new PaymentContract(game, leader, rule, start, new RandomStreams(seed, replication)), rounds))
            .ToArray();
        var width = rounds / WindowCount;
        return new(
            start.AfterCooperation,
            [
                .. Enumerable.Range(0, WindowCount)
                    .Select(window => ((window + 1.0) * width, PlayMeans.Of(plays, window * width, width))),
            ],
            PlayMeans.Of(plays, rounds - (rounds / 4), rounds / 4),
            Estimate.OfMean([.. plays.Select(play => (double)play.RoundsTo(Cooperates))]));
    }

    /// <summary>One replication, round by round.</summary>
    internal sealed class Play
    {
        public Play(PaymentContract contract, int rounds)
        {
            const int requestor = 0;
            (Cooperation, Leader, Requestor) = (new double[rounds], new double[rounds], new double[rounds]);
            for (var round = 0; round < rounds; round++)
            {
                Cooperation[round] = contract.StateOf(requestor).Mix.AfterCooperation;
                var played = contract.Play(requestor);
                (Leader[round], Requestor[round]) = (played.LeaderPayoff, played.RequestorPayoff);
            }
        }

        public double[] Cooperation { get; }

        public double[] Leader { get; }

        public double[] Requestor { get; }

        public int RoundsTo(double probability) =>
            Array.FindIndex(Cooperation, value => value >= probability) is >= 0 and var round ? round : Cooperation.Length;
    }
}

/// <summary>Means over some rounds, with intervals over the replications.</summary>
/// <param name="Cooperation">Cooperation probability of the requestor.</param>
/// <param name="Leader">Payoff of the leader.</param>
/// <param name="Requestor">Payoff of the requestor.</param>
internal readonly record struct PlayMeans(Estimate Cooperation, Estimate Leader, Estimate Requestor)
{
    public static PlayMeans Of(IReadOnlyList<Adaptation.Play> plays, int from, int count)
    {
        Estimate Mean(Func<Adaptation.Play, double[]> of) =>
            Estimate.OfMean([.. plays.Select(play => of(play).AsSpan(from, count).ToArray().Average())]);
        return new(Mean(play => play.Cooperation), Mean(play => play.Leader), Mean(play => play.Requestor));
    }
}
