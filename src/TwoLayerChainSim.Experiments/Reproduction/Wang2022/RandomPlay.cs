using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>
/// The random strategies of Fig. 2, which the paper does not define: uniform over what is feasible. A client draws both
/// frequencies between the slowest that meets the deadline and the fastest that the prices pay for; the model owner draws both
/// prices up to those of Theorem 3.2 until a client can take part.
/// </summary>
internal static class RandomPlay
{
    private const int MostDraws = 100_000;

    /// <summary>A client that draws its frequencies; payments are cut at the bounds, or not.</summary>
    public static ClientReply Client(ClientWork work, Prices prices, PaymentBounds bounds, bool isCapped, RandomStream draws)
    {
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var training = work.TrainingGhzMinutes / Frequency(work, work.TrainingGhzMinutes, prices.TrainingPerMinute, draws);
            var mining = work.MiningGhzMinutes / Frequency(work, work.MiningGhzMinutes, prices.MiningPerMinute, draws);
            if (training + mining <= work.DeadlineMinutes)
            {
                var forTraining = prices.TrainingPerMinute * training;
                var forMining = prices.MiningPerMinute * mining;
                return ClientReply.Paid(
                    ReplyKind.Interior,
                    work,
                    training,
                    mining,
                    isCapped ? Math.Min(forTraining, bounds.Training) : forTraining,
                    isCapped ? Math.Min(forMining, bounds.Mining) : forMining);
            }
        }

        throw new InvalidOperationException("no frequencies meet the deadline");
    }

    /// <summary>Prices that a client with this strategy accepts, and its reply.</summary>
    public static (Prices Prices, ClientReply Reply) Owner(
        ClientWork work, Prices most, PaymentBounds bounds, IClientStrategy client, RandomStream draws)
    {
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var prices = new Prices(most.TrainingPerMinute * draws.NextOpenDouble(), most.MiningPerMinute * draws.NextOpenDouble());
            var reply = client.Reply(work, prices, bounds);
            if (reply.TakesPart)
            {
                return (prices, reply);
            }
        }

        throw new InvalidOperationException("no prices suit a client");
    }

    private static double Frequency(ClientWork work, double task, double price, RandomStream draws)
    {
        var (slowest, fastest) = (task / work.DeadlineMinutes, Math.Cbrt(price / work.ChipConstant));
        return slowest + (draws.NextOpenDouble() * (fastest - slowest));
    }
}
