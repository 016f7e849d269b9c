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

    /// <summary>Energy of computing and radio.</summary>
    public static readonly Metric Energy = new("energy", "J");

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
        (Energy, "energy of computing and radio"),
    ];
}
