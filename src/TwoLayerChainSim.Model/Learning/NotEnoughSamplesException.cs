namespace TwoLayerChainSim.Model.Learning;

/// <summary>The training set is too small for the wanted partition. The message tells the numbers; it is meant for the user.</summary>
/// <param name="message">What is needed and what there is.</param>
public sealed class NotEnoughSamplesException(string message) : Exception(message);
