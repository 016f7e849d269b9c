using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the cellular and the device-to-device links.</summary>
internal static class RadioKeys
{
    private const string FengSetting = "Feng 2022, Simulation setting";

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Quantity("radio.uplink-bandwidth", Dimension.Frequency, "20 MHz", "1 kHz", "100 GHz",
            "Uplink spectrum of a cell, also used by D2D", "[P] one LTE carrier, the same for every scheme"),
        ScenarioKey.Quantity("radio.downlink-bandwidth", Dimension.Frequency, "20 MHz", "1 kHz", "100 GHz",
            "Downlink spectrum of a cell", "[P] one LTE carrier, the same for every scheme"),
        ScenarioKey.Quantity("radio.bs-power", Dimension.Power, "43 dBm", "-50 dBm", "80 dBm",
            "Transmit power of a base station", FengSetting),
        ScenarioKey.Quantity("radio.device-power", Dimension.Power, "23 dBm", "-50 dBm", "60 dBm",
            "Transmit power of a device, cellular and D2D", FengSetting),
        ScenarioKey.Quantity("radio.noise-density", Dimension.NoiseDensity, "-174 dBm/Hz", "-250 dBm/Hz", "0 dBm/Hz",
            "Spectral density of the thermal noise", "Physics: kT at 290 K"),
        ScenarioKey.Quantity("radio.bs-noise-figure", Dimension.Gain, "5 dB", "0 dB", "60 dB",
            "Noise figure of a base station", "[P] usual receiver"),
        ScenarioKey.Quantity("radio.device-noise-figure", Dimension.Gain, "9 dB", "0 dB", "60 dB",
            "Noise figure of a device", "[P] usual receiver"),
        ScenarioKey.Choice("radio.path-loss", "macro", "Path loss between device and base station",
            "[P] distance law not given by Feng 2022",
            new KeyChoice("macro", "128.1 + 37.6 log10(d/km) dB at 2 GHz", "3GPP TR 36.814"),
            new KeyChoice("urban-micro", "Urban micro street canyon with line of sight by distance", "3GPP TR 38.901")),
        ScenarioKey.Quantity("radio.shadowing", Dimension.Gain, "0 dB", "0 dB", "30 dB",
            "Standard deviation of log-normal shadowing, one value a link and replication", "[P] Feng 2022 mentions none"),
        ScenarioKey.Choice("radio.fading", "block", "Small-scale fading: exponential power gain (Rayleigh)",
            FengSetting + ": exponential channel gain",
            new KeyChoice("block", "A new gain every coherence time", "[P] a long transfer sees many gains"),
            new KeyChoice("per-transfer", "One gain a transfer", "Feng 2022 read literally"),
            new KeyChoice("ergodic", "Mean rate of the fading channel", "[P] for very large runs"),
            new KeyChoice("none", "No fading", "[P]")),
        ScenarioKey.Quantity("radio.coherence-time", Dimension.Time, "10 ms", "10 us", "100 s",
            "Time after which the gain is drawn again, also the wait after an outage", "[P] pedestrian at 2 GHz"),
        ScenarioKey.Quantity("radio.outage-gain", Dimension.Gain, "-20 dB", "-100 dB", "0 dB",
            "Gain below which nothing is sent in a coherence time",
            "[P] without an outage rule the mean transfer time is infinite"),
        ScenarioKey.Choice("radio.contention", "equal-share", "How simultaneous senders of a cell share its uplink", "[P]",
            new KeyChoice("equal-share", "Equal parts of the band, changing as senders come and go", "[P] OFDMA"),
            new KeyChoice("fifo", "One after the other with the whole band", "[P] TDMA"),
            new KeyChoice("dedicated", "Each device owns a fixed equal part", "Kim 2020 (FDMA)")),
        ScenarioKey.Choice("radio.downlink", "multicast", "How the global model reaches the devices of a cell", "[P]",
            new KeyChoice("multicast", "Sent once at the rate of the worst selected device", "[P]"),
            new KeyChoice("unicast", "Sent to each selected device", "Kim 2020, Sec. II")),

        ScenarioKey.Boolean("d2d.enabled", true, "Whether LMUC messages may go from device to device",
            "Feng 2022, D2D-assisted LMUC"),
        ScenarioKey.Quantity("d2d.range", Dimension.Length, "100 m", "1 m", "10 km",
            "Largest distance of a D2D pair; others go through the base station", "[P]"),
        ScenarioKey.Whole("d2d.channels", 20, 1, 10_000, "D2D channels of a cell", "[P] the uplink spectrum in parts of 1 MHz"),
        ScenarioKey.Quantity("d2d.channel-bandwidth", Dimension.Frequency, "1 MHz", "1 kHz", "10 GHz",
            "Bandwidth of a D2D channel", "[P] the uplink spectrum in parts of 1 MHz"),
        ScenarioKey.Choice("d2d.path-loss", "distance-power", "Path loss between two devices", "[P]",
            new KeyChoice("distance-power", "148 + 40 log10(d/km) dB", "[P] usual D2D law at 2 GHz"),
            new KeyChoice("winner-b1", "Outdoor to outdoor, WINNER+ B1", "3GPP TR 36.843")),
        ScenarioKey.Quantity("d2d.delay-mean", Dimension.Delay, "0.5 t", "0 t", "10000 t",
            "Mean D2D propagation delay in an LMUC (before truncation at 0)", FengSetting + ": N(0.5t, 0.25t)"),
        ScenarioKey.Quantity("d2d.delay-deviation", Dimension.Delay, "0.25 t", "0 t", "10000 t",
            "Standard deviation of the same delay (before truncation at 0)", FengSetting + ": N(0.5t, 0.25t)"),
        ScenarioKey.Choice("d2d.scheduling", "min-max", "How D2D senders get channels under interference",
            "Feng 2022, D2D resource scheduling",
            new KeyChoice("min-max", "The slowest pair becomes as fast as possible", "Feng 2022; [P] greedy"),
            new KeyChoice("round-robin", "In turn", "[P]"),
            new KeyChoice("random", "Uniformly at random", "[P]")),
    ];
}
