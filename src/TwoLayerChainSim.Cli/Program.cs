Console.WriteLine("TwoLayerChainSim");
