using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>
/// The data submission mechanism on the network (Hu et al. 2021, Sec. IV-B): for each sensing datum the device sends its rule
/// v(s), the edge server answers with s or is silent, the device computes v, submits the datum with probability g, and receives
/// v + s at once. What is not submitted is offered again in the next episode.
/// </summary>
internal sealed class DataMarket
{
    private readonly Substrate _world;
    private readonly CrowdsensingOptions _options;
    private readonly TaskPayments _payments;
    private readonly Dictionary<int, List<SensedDatum>> _offered;
    private readonly Dictionary<int, SubmissionTerms> _terms;
    private readonly Dictionary<int, List<SensedDatum>> _held;
    private readonly Dictionary<int, Tokens> _income = [];

    /// <summary>A market where nothing has been sold yet.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="options">The scheme.</param>
    /// <param name="payments">Where data are paid.</param>
    public DataMarket(Substrate world, FederatedTask task, CrowdsensingOptions options, TaskPayments payments)
    {
        (_world, _options, _payments) = (world, options, payments);
        var devices = world.DevicesOf(task);
        _offered = devices.ToDictionary(
            device => device, device => SensedDatum.Divide(device, task.Learning.SamplesOf(device), options.DatumSamples).ToList());
        _terms = devices.ToDictionary(device => device, TermsOf);
        _held = task.Cells.ToDictionary(cell => cell, _ => new List<SensedDatum>());
    }

    /// <summary>Samples that all edge servers hold.</summary>
    public int SamplesHeld => _held.Values.Sum(data => data.Sum(datum => datum.Samples));

    /// <summary>What an edge server has collected so far.</summary>
    /// <param name="cell">The edge server.</param>
    public CollectedData HeldBy(int cell) => new(cell, [.. _held[cell]]);

    /// <summary>What a device has earned in the present episode.</summary>
    /// <param name="device">The device.</param>
    public Tokens Income(int device) => _income.GetValueOrDefault(device);

    /// <summary>Begins the accounts of an episode.</summary>
    public void Open() => _income.Clear();

    /// <summary>All devices of a cell negotiate about all data that they still have, side by side.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="cell">The edge server.</param>
    public async Task Collect(Episode episode, int cell) => await Simulator.WhenAll(
        [.. _world.DevicesIn(cell).Select(device => _world.Simulator.Spawn(() => Offer(episode, device, cell)))]);

    private async Task Offer(Episode episode, int device, int cell)
    {
        var (terms, stableId) = (_terms[device], _world.Topology.Devices[device].StableId);
        var draws = _world.Streams.Stream("data-submission", stableId, episode.Number);
        foreach (var datum in _offered[device].ToArray())
        {
            if (!await Negotiate(episode, device, cell, terms))
            {
                // Whoever asks the same again would be refused again: the device terminates.
                return;
            }

            if (draws.NextDouble() >= terms.Probability)
            {
                _payments.Release(cell, terms.Payment);
                continue;
            }

            await episode.Upload(device, datum.Samples * _options.SampleBits);
            _payments.PayDevice(cell, device, terms.Payment);
            _income[device] = Income(device) + terms.Payment;
            _offered[device].Remove(datum);
            _held[cell].Add(datum);
            var report = episode.Crowdsensing!;
            episode.Crowdsensing = report with
            {
                DataSubmitted = report.DataSubmitted + 1,
                SamplesSubmitted = report.SamplesSubmitted + datum.Samples,
                SensingPayment = report.SensingPayment + terms.Payment,
            };
        }
    }

    /// <summary>Rule and answer; false when no answer came in time.</summary>
    private async Task<bool> Negotiate(Episode episode, int device, int cell, SubmissionTerms terms)
    {
        var start = _world.Simulator.Now;
        await episode.Upload(device, _options.MessageBits);
        var answers = new Mailbox<bool>(_world.Simulator);
        _world.Simulator.After(_options.ReplyTimeout, () => answers.Send(false));
        var isOffered = terms.IsOffered && _payments.Reserve(cell, terms.Payment);
        if (isOffered)
        {
            _ = _world.Simulator.Spawn(async () =>
            {
                await episode.Download(device, _options.MessageBits);
                answers.Send(true);
            });
        }

        var isInTime = await answers.Receive();
        if (isOffered && !isInTime)
        {
            _payments.Release(cell, terms.Payment);
        }

        var report = episode.Crowdsensing!;
        episode.Crowdsensing = report with
        {
            Negotiations = report.Negotiations + 1,
            Refusals = report.Refusals + (isInTime ? 0 : 1),
            NegotiationTime = report.NegotiationTime + (_world.Simulator.Now - start),
        };
        return isInTime;
    }

    private SubmissionTerms TermsOf(int device)
    {
        var leakage = _world.Streams.Stream("privacy-leakage", _world.Topology.Devices[device].StableId).NextDouble();
        return SubmissionTerms.Of(_options.Submission with { PrivacyLeakage = leakage }, _options.Solution);
    }
}
