namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The metrics of the main job. Their names and units are what the figures read.</summary>
public static class Metrics
{
    /// <summary>1 for a run that finished, 0 for one that was planned and did not; written for every planned run.</summary>
    public static readonly Metric Completed = new("completed", "1");

    /// <summary>Share of the common test set that the global model of the honest devices classifies correctly, in [0, 1].</summary>
    public static readonly Metric Accuracy = new("accuracy", "1");

    /// <summary>Accuracy of the worst honest device's model, in [0, 1].</summary>
    public static readonly Metric WorstAccuracy = new("accuracy_worst", "1");

    /// <summary>Mean cross-entropy on the common test set.</summary>
    public static readonly Metric Loss = new("loss", "1");

    /// <summary>Time of one episode from its start until the last selected device holds the new model; run level: the mean.</summary>
    public static readonly Metric Delay = new("delay", "s");

    /// <summary>Part of the delay spent in local training.</summary>
    public static readonly Metric TrainDelay = new("delay_train", "s");

    /// <summary>Part of the delay spent in bringing updates to the place where they are verified.</summary>
    public static readonly Metric UploadDelay = new("delay_upload", "s");

    /// <summary>Part of the delay spent in the consensus of the local model update chains.</summary>
    public static readonly Metric LmucDelay = new("delay_lmuc", "s");

    /// <summary>Part of the delay spent between the two layers.</summary>
    public static readonly Metric CrossChainDelay = new("delay_cross_chain", "s");

    /// <summary>Part of the delay spent in the consensus of the global model update chain (or of the only chain).</summary>
    public static readonly Metric GmucDelay = new("delay_gmuc", "s");

    /// <summary>Part of the delay spent in the download of the new global model.</summary>
    public static readonly Metric DownloadDelay = new("delay_download", "s");

    /// <summary>Part of the delay lost to forks and restarts.</summary>
    public static readonly Metric RestartDelay = new("delay_restart", "s");

    /// <summary>Messages sent.</summary>
    public static readonly Metric Messages = new("messages", "1");

    /// <summary>Bytes sent.</summary>
    public static readonly Metric Bytes = new("bytes", "B");

    /// <summary>Consensus messages of the local model update chains.</summary>
    public static readonly Metric LmucMessages = new("messages_lmuc", "1");

    /// <summary>Consensus messages of the global model update chain, or of the only chain.</summary>
    public static readonly Metric GmucMessages = new("messages_gmuc", "1");

    /// <summary>Bytes that devices sent to base stations.</summary>
    public static readonly Metric UplinkBytes = new("bytes_uplink", "B");

    /// <summary>Bytes that base stations sent; a multicast counts once.</summary>
    public static readonly Metric DownlinkBytes = new("bytes_downlink", "B");

    /// <summary>Bytes that devices sent to devices; a broadcast counts once.</summary>
    public static readonly Metric D2dBytes = new("bytes_d2d", "B");

    /// <summary>Bytes between MEC nodes.</summary>
    public static readonly Metric BackboneBytes = new("bytes_backbone", "B");

    /// <summary>Devices that took part.</summary>
    public static readonly Metric Selected = new("devices_selected", "1");

    /// <summary>Malicious devices among those that took part.</summary>
    public static readonly Metric SelectedMalicious = new("devices_selected_malicious", "1");

    /// <summary>Updates that the quality check refused.</summary>
    public static readonly Metric Rejected = new("updates_rejected", "1");

    /// <summary>Updates of malicious devices among the refused ones.</summary>
    public static readonly Metric RejectedMalicious = new("updates_rejected_malicious", "1");

    /// <summary>Updates that went into the aggregate.</summary>
    public static readonly Metric Aggregated = new("updates_aggregated", "1");

    /// <summary>View changes of all consensus instances.</summary>
    public static readonly Metric ViewChanges = new("view_changes", "1");

    /// <summary>Forks that forced a restart.</summary>
    public static readonly Metric Forks = new("forks", "1");

    /// <summary>Local blocks that failed verification after the relay and were fetched another way.</summary>
    public static readonly Metric Refetches = new("refetches", "1");

    /// <summary>Local blocks or decisions that were lost for the episode.</summary>
    public static readonly Metric Lost = new("lost", "1");

    /// <summary>Blocks decided as a coalition of validators wanted them.</summary>
    public static readonly Metric Captured = new("captured", "1");

    /// <summary>Share of the messages of local chains that went over D2D.</summary>
    public static readonly Metric D2dShare = new("d2d_share", "1");

    /// <summary>Energy of computing and radio.</summary>
    public static readonly Metric Energy = new("energy", "J");

    /// <summary>What the incentive paid to all devices.</summary>
    public static readonly Metric Payment = new("payment", "token");

    /// <summary>Candidates that took no part because of the incentive.</summary>
    public static readonly Metric Abstaining = new("devices_abstaining", "1");

    /// <summary>Devices that took part on other terms than those first offered.</summary>
    public static readonly Metric Renegotiated = new("devices_renegotiated", "1");

    /// <summary>Devices that missed the deadline of the incentive.</summary>
    public static readonly Metric Late = new("devices_late", "1");

    /// <summary>Mean CPU frequency of the devices that took part while they train.</summary>
    public static readonly Metric TrainingFrequency = new("training_frequency", "GHz");

    /// <summary>Share of the honest devices that took part.</summary>
    public static readonly Metric SelectionHonest = new("selection_honest", "1");

    /// <summary>Share of the malicious devices that took part.</summary>
    public static readonly Metric SelectionMalicious = new("selection_malicious", "1");

    /// <summary>Mean income of the honest devices.</summary>
    public static readonly Metric IncomeHonest = new("income_honest", "token");

    /// <summary>Mean income of the malicious devices.</summary>
    public static readonly Metric IncomeMalicious = new("income_malicious", "token");

    /// <summary>Committees that were tried, each once.</summary>
    public static readonly Metric Trials = new("trials", "1");

    /// <summary>Trials in which the correct members came to no decision.</summary>
    public static readonly Metric TrialsNoProgress = new("trials_no_progress", "1");

    /// <summary>Trials in which what the Byzantine members want was decided.</summary>
    public static readonly Metric TrialsCaptured = new("trials_captured", "1");

    /// <summary>Trials in which two correct members decided different values.</summary>
    public static readonly Metric TrialsDiverged = new("trials_diverged", "1");

    /// <summary>Share of the trials that failed: without progress, captured or diverged.</summary>
    public static readonly Metric FailureProbability = new("failure_probability", "1");

    /// <summary>Hypergeometric probability that a committee drawn at random has enough Byzantine members to fail.</summary>
    public static readonly Metric FailureClosedForm = new("failure_closed_form", "1");

    /// <summary>Members of a committee that is tried.</summary>
    public static readonly Metric CommitteeSize = new("committee_size", "1");

    /// <summary>Byzantine members that such a committee tolerates.</summary>
    public static readonly Metric ByzantineTolerated = new("byzantine_tolerated", "1");

    /// <summary>All metrics with the sentence that documents them in datapackage.json.</summary>
    public static IReadOnlyList<(Metric Metric, string Meaning)> All { get; } =
    [
        (Completed, "1 for a run that finished, 0 for one that was planned and did not"),
        (Accuracy, "share of the common test set classified correctly by the honest devices' global model"),
        (WorstAccuracy, "accuracy of the worst honest device's model"),
        (Loss, "mean cross-entropy on the common test set"),
        (Delay, "time of one episode; without episode: the mean over the run's episodes"),
        (TrainDelay, "part of the delay spent in local training"),
        (UploadDelay, "part of the delay spent in bringing updates to the place of verification"),
        (LmucDelay, "part of the delay spent in consensus of the local model update chains"),
        (CrossChainDelay, "part of the delay spent between the two layers"),
        (GmucDelay, "part of the delay spent in consensus of the global model update chain"),
        (DownloadDelay, "part of the delay spent in the download of the global model"),
        (RestartDelay, "part of the delay lost to forks and restarts"),
        (Messages, "messages sent"),
        (Bytes, "bytes sent"),
        (LmucMessages, "consensus messages of the local model update chains"),
        (GmucMessages, "consensus messages of the global model update chain, or of the only chain"),
        (UplinkBytes, "bytes that devices sent to base stations"),
        (DownlinkBytes, "bytes that base stations sent; a multicast counts once"),
        (D2dBytes, "bytes that devices sent to devices; a broadcast counts once"),
        (BackboneBytes, "bytes between MEC nodes"),
        (Selected, "devices that took part"),
        (SelectedMalicious, "malicious devices among those that took part"),
        (Rejected, "updates that the quality check refused"),
        (RejectedMalicious, "updates of malicious devices among the refused ones"),
        (Aggregated, "updates that went into the aggregate"),
        (ViewChanges, "view changes of all consensus instances"),
        (Forks, "forks that forced a restart"),
        (Refetches, "local blocks that failed verification after the relay and were fetched another way"),
        (Lost, "local blocks or decisions that were lost for the episode"),
        (Captured, "blocks decided as a coalition of validators wanted them"),
        (D2dShare, "share of the messages of local chains that went over D2D"),
        (Energy, "energy of computing and radio"),
        (Payment, "what the incentive paid to all devices"),
        (Abstaining, "candidates that took no part because of the incentive"),
        (Renegotiated, "devices that took part on other terms than those first offered"),
        (Late, "devices that missed the deadline of the incentive; their updates are not used"),
        (TrainingFrequency, "mean CPU frequency of the devices that took part while they train"),
        (SelectionHonest, "share of the honest devices that took part"),
        (SelectionMalicious, "share of the malicious devices that took part"),
        (IncomeHonest, "mean income of the honest devices, those that took no part among them"),
        (IncomeMalicious, "mean income of the malicious devices, those that took no part among them"),
        (Trials, "committees that were tried, each once"),
        (TrialsNoProgress, "trials in which the correct members came to no decision"),
        (TrialsCaptured, "trials in which what the Byzantine members want was decided"),
        (TrialsDiverged, "trials in which two correct members decided different values"),
        (FailureProbability, "share of the trials that failed: without progress, captured or diverged"),
        (FailureClosedForm, "hypergeometric probability that a random committee has enough Byzantine members to fail"),
        (CommitteeSize, "members of a committee that is tried"),
        (ByzantineTolerated, "Byzantine members that such a committee tolerates"),
        .. CrowdsensingMetrics.All,
    ];
}
