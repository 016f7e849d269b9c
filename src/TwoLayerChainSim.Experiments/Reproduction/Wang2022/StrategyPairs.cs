using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Utilities of one pair of strategies: of all clients together, and of the model owner.</summary>
/// <param name="Clients">Total utility of the clients.</param>
/// <param name="Owner">Utility of the model owner.</param>
public readonly record struct PairUtility(Estimate Clients, Estimate Owner);

/// <summary>The utilities of Fig. 2 for a number of identical clients, for every pair of strategies.</summary>
internal sealed record StrategyPairs
{
    /// <summary>Theorem 3.1 against Theorem 3.2.</summary>
    public required PairUtility Published { get; init; }

    /// <summary>Random clients against Theorem 3.2.</summary>
    public required PairUtility RandomClient { get; init; }

    /// <summary>Total utility of random clients against Theorem 3.2 when payments are not cut at the bounds.</summary>
    public required Estimate RandomClientUncapped { get; init; }

    /// <summary>Theorem 3.1 against random prices.</summary>
    public required PairUtility RandomOwner { get; init; }

    /// <summary>Random clients against random prices.</summary>
    public required PairUtility BothRandom { get; init; }

    /// <summary>Clients that maximise their utility against Theorem 3.2, payments cut at the bounds.</summary>
    public required PairUtility ExactClient { get; init; }

    /// <summary>Clients that maximise their utility against random prices, payments cut at the bounds.</summary>
    public required PairUtility ExactAgainstRandom { get; init; }

    /// <summary>Exact play of both sides.</summary>
    public required PairUtility Exact { get; init; }

    /// <summary>All pairs.</summary>
    public static StrategyPairs Of(WangSetting setting, int clients, ReproductionSettings settings)
    {
        var (work, bounds) = (setting.Client, setting.EqualBounds(clients));
        var published = new PublishedCompletePricing().Quote(work, bounds)!.Value;
        var exact = LeaderOptimum.Of(work, bounds)!.Value.Prices;

        PairUtility Fixed(IClientStrategy strategy, Prices prices)
        {
            var reply = strategy.Reply(work, prices, bounds);
            return new(One(clients * WangSetting.ClientUtility(reply)), One(clients * setting.OwnerUtility(work, reply)));
        }

        PairUtility Drawn(string purpose, Func<RandomStream, ClientReply> play) =>
            Means(setting, work, clients, settings, purpose, play);

        ClientReply AgainstRandom(IClientStrategy strategy, RandomStream draws) =>
            RandomPlay.Owner(work, published, bounds, strategy, draws).Reply;
        return new()
        {
            Published = Fixed(new PublishedReply(), published),
            ExactClient = Fixed(new CappedReply(), published),
            Exact = Fixed(new ExactReply(), exact),
            RandomClient = Drawn("random-client", draws => RandomPlay.Client(work, published, bounds, isCapped: true, draws)),
            RandomClientUncapped =
                Drawn("random-client", draws => RandomPlay.Client(work, published, bounds, isCapped: false, draws)).Clients,
            RandomOwner = Drawn("random-owner", draws => AgainstRandom(new PublishedReply(), draws)),
            ExactAgainstRandom = Drawn("random-owner", draws => AgainstRandom(new CappedReply(), draws)),
            BothRandom = Drawn("both-random", draws => RandomPlay.Client(
                work, RandomPlay.Owner(work, published, bounds, new PublishedReply(), draws).Prices, bounds, isCapped: true, draws)),
        };
    }

    private static PairUtility Means(
        WangSetting setting, ClientWork work, int clients, ReproductionSettings settings, string purpose,
        Func<RandomStream, ClientReply> play)
    {
        var (sums, owners) = (new double[settings.Replications], new double[settings.Replications]);
        for (var replication = 0; replication < settings.Replications; replication++)
        {
            var streams = settings.Streams(replication);
            for (var client = 0; client < clients; client++)
            {
                var reply = play(streams.Stream(purpose, client));
                sums[replication] += reply.Utility;
                owners[replication] += setting.OwnerUtility(work, reply);
            }
        }

        return new(Estimate.OfMean(sums), Estimate.OfMean(owners));
    }

    private static Estimate One(double value) => new(1, value, null, null, null);
}
