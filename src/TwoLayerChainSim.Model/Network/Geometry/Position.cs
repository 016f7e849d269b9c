namespace TwoLayerChainSim.Model.Network;

/// <summary>A point of the plane. Antenna heights are neglected in distances.</summary>
/// <param name="XMetres">East of the origin, in metres.</param>
/// <param name="YMetres">North of the origin, in metres.</param>
public readonly record struct Position(double XMetres, double YMetres)
{
    /// <summary>Distance in metres.</summary>
    /// <param name="other">Another point.</param>
    public double DistanceMetres(Position other)
    {
        var (x, y) = (other.XMetres - XMetres, other.YMetres - YMetres);
        return Math.Sqrt((x * x) + (y * y));
    }

    /// <summary>The point at a distance in a direction.</summary>
    /// <param name="distanceMetres">Distance in metres.</param>
    /// <param name="angleRadians">Direction in radians, from east, counter-clockwise.</param>
    public Position Towards(double distanceMetres, double angleRadians) =>
        new(XMetres + (distanceMetres * Math.Cos(angleRadians)), YMetres + (distanceMetres * Math.Sin(angleRadians)));
}
