namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// A data file cannot be used. The message is one sentence for the user: the file, where in it, the value found and what is expected.
/// </summary>
/// <param name="message">What is wrong.</param>
public sealed class DataFormatException(string message) : Exception(message);
