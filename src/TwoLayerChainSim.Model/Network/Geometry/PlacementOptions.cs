namespace TwoLayerChainSim.Model.Network;

/// <summary>Where the devices of a cell are.</summary>
public enum PlacementKind
{
    /// <summary>Uniform in one small disc a cell, e.g. a lecture hall: the devices are in D2D range (default).</summary>
    HotSpot,

    /// <summary>Uniform over the cell: hardly any pair is in D2D range.</summary>
    Uniform,
}

/// <summary>Placement of devices around their base station. Defaults: schemes.md, "Substrate defaults".</summary>
public sealed record PlacementOptions
{
    /// <summary>Where devices are. Default hot-spot.</summary>
    public PlacementKind Kind { get; init; } = PlacementKind.HotSpot;

    /// <summary>Radius of a cell in metres, positive. Default 500.</summary>
    public double CellRadiusMetres { get; init; } = 500;

    /// <summary>Least distance of a device from its base station in metres, at least 0. Default 35 (3GPP TR 36.814).</summary>
    public double MinimumBaseStationDistanceMetres { get; init; } = 35;

    /// <summary>Least distance between two devices of a cell in metres, at least 0. Default 3 (3GPP TR 36.843).</summary>
    public double MinimumDeviceDistanceMetres { get; init; } = 3;

    /// <summary>Radius of a hot spot in metres, positive. Default 50.</summary>
    public double HotSpotRadiusMetres { get; init; } = 50;

    /// <summary>Least distance of the centre of a hot spot from the base station in metres. Default 50.</summary>
    public double HotSpotNearestMetres { get; init; } = 50;

    /// <summary>Largest distance of the centre of a hot spot from the base station in metres. Default 400.</summary>
    public double HotSpotFarthestMetres { get; init; } = 400;
}
