using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the sites, the devices and the wired backbone.</summary>
internal static class NetworkKeys
{
    private const string FengSetting = "Feng 2022, Simulation setting";

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Whole("network.mec-nodes", 3, 1, 1_000, "MEC nodes, each with its base station",
            "Feng 2022, Simulation results (Fig. 5a)"),
        ScenarioKey.Whole("network.devices-per-mec", 10, 1, 10_000, "Devices that belong to each MEC node",
            "Feng 2022, Simulation results (Fig. 5a)"),
        ScenarioKey.Quantity("network.cell-radius", Dimension.Length, "500 m", "10 m", "50 km", "Radius of a cell",
            "[P] usual macro cell"),
        ScenarioKey.Quantity("network.min-distance", Dimension.Length, "35 m", "1 m", "1 km",
            "Least distance of a device from its base station", "[P] usual macro cell"),
        ScenarioKey.Quantity("network.device-spacing", Dimension.Length, "3 m", "0.1 m", "100 m",
            "Least distance of two devices", "[P] the WINNER+ B1 law holds from 3 m"),
        ScenarioKey.Choice("network.placement", "hot-spot", "Where devices stand in their cell",
            "[P] with uniform placement hardly any pair is in D2D range",
            new KeyChoice("hot-spot", "Uniform in a disc whose centre lies anywhere in a ring around the base station", "[P]"),
            new KeyChoice("uniform", "Uniform over the cell", "[P]")),
        ScenarioKey.Quantity("network.hot-spot-radius", Dimension.Length, "50 m", "1 m", "10 km", "Radius of the hot spot", "[P]"),
        ScenarioKey.Quantity("network.hot-spot-distance-min", Dimension.Length, "50 m", "0 m", "50 km",
            "Least distance of the hot spot's centre from the base station", "[P]"),
        ScenarioKey.Quantity("network.hot-spot-distance-max", Dimension.Length, "400 m", "0 m", "50 km",
            "Largest distance of the hot spot's centre from the base station", "[P]"),

        ScenarioKey.Plain("backbone.file", KeyKind.File, "none",
            "GraphML network whose first nodes carry the MEC nodes, with delays from distances; none is a full mesh",
            "Internet Topology Zoo dialect of GraphML"),
        ScenarioKey.Boolean("backbone.largest-component", false,
            "Whether a disconnected network of backbone.file is cut down to its largest component instead of refused", "[P]"),
        ScenarioKey.Choice("backbone.missing-position", "refuse", "What becomes of nodes without position in backbone.file", "[P]",
            new KeyChoice("refuse", "The file is refused", "[P]"),
            new KeyChoice("median-of-neighbours", "They get the median position of their neighbours", "[P]")),
        ScenarioKey.Quantity("backbone.delay-mean", Dimension.Delay, "2 t", "0 t", "10000 t",
            "Mean propagation delay between MEC nodes (before truncation at 0)", FengSetting + ": N(2t, 1.1t)"),
        ScenarioKey.Quantity("backbone.delay-deviation", Dimension.Delay, "1.1 t", "0 t", "10000 t",
            "Standard deviation of the same delay (before truncation at 0)", FengSetting + ": N(2t, 1.1t)"),
        ScenarioKey.Choice("backbone.truncation", "resample", "What becomes of a negative delay, here and for D2D",
            "[P] not stated by Feng 2022",
            new KeyChoice("resample", "Drawn again until positive", "[P] no atom at 0"),
            new KeyChoice("clamp", "Set to 0", "[P]")),
        ScenarioKey.Quantity("backbone.rate", Dimension.DataRate, "1 Gbit/s", "1 kbit/s", "10000 Gbit/s",
            "Rate of a backbone link, first come first served", "[P] usual wired backhaul"),

        ScenarioKey.Quantity("devices.cpu-min", Dimension.Frequency, "1 GHz", "1 kHz", "1000 GHz",
            "Slowest processor of a device; speeds are uniform", "Kim 2020, Sec. IV (1 GHz)"),
        ScenarioKey.Quantity("devices.cpu-max", Dimension.Frequency, "3 GHz", "1 kHz", "1000 GHz",
            "Fastest processor of a device", "[P] usual phone"),
        ScenarioKey.Number("devices.cycles-per-operation", 1, 1e-6, 1e6,
            "Processor cycles of one multiply-add of training; calibrates the training time", "[P] one operation a cycle"),
        ScenarioKey.Number("devices.energy-coefficient", 1e-28, 0, 1,
            "Energy of computing in J is this times cycles times frequency (Hz) squared", "Hieu 2020 (released code)"),
    ];
}
