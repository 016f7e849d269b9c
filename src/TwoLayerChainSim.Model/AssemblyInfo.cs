using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("TwoLayerChainSim.Tests")]
