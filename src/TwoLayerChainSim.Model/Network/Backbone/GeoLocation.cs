namespace TwoLayerChainSim.Model.Network;

/// <summary>A place on the Earth.</summary>
/// <param name="LatitudeDegrees">North, in [-90, 90].</param>
/// <param name="LongitudeDegrees">East, in [-180, 180].</param>
public readonly record struct GeoLocation(double LatitudeDegrees, double LongitudeDegrees)
{
    /// <summary>Mean radius of the Earth (IUGG) in metres.</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Length of the great circle in metres, by the haversine formula (stable for short distances).</summary>
    /// <param name="other">Another place.</param>
    public double DistanceMetres(GeoLocation other)
    {
        var (latitude, otherLatitude) = (Radians(LatitudeDegrees), Radians(other.LatitudeDegrees));
        var alongLatitude = Math.Sin(0.5 * (otherLatitude - latitude));
        var alongLongitude = Math.Sin(0.5 * Radians(other.LongitudeDegrees - LongitudeDegrees));
        var h = (alongLatitude * alongLatitude)
            + (Math.Cos(latitude) * Math.Cos(otherLatitude) * alongLongitude * alongLongitude);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>The place on a plane tangent at <paramref name="origin"/> (equirectangular projection).</summary>
    /// <param name="origin">What becomes (0, 0).</param>
    public Position ToPlane(GeoLocation origin) => new(
        EarthRadiusMetres * Math.Cos(Radians(origin.LatitudeDegrees)) * Radians(LongitudeDegrees - origin.LongitudeDegrees),
        EarthRadiusMetres * Radians(LatitudeDegrees - origin.LatitudeDegrees));

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}
