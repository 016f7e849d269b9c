namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>A bug planted outside of consensus.</summary>
/// <param name="Name">What goes wrong, in a few words.</param>
/// <param name="Where">Where it is planted.</param>
/// <param name="Finding">Checker and what it says.</param>
/// <param name="Check">What the checker says with the bug (true) and without it (false); null for nothing.</param>
internal sealed record ModelBug(string Name, string Where, string Finding, Func<bool, string?> Check);
