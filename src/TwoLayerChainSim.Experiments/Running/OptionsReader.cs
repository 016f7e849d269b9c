using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Incentives;
using TwoLayerChainSim.Model.Incentives.Clustering;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>Turns the keys of a scenario into the option records of the model; the only place that knows both.</summary>
internal static class OptionsReader
{
    /// <summary>The substrate.</summary>
    public static SubstrateOptions Substrate(ResolvedScenario scenario) => new()
    {
        TimeUnit = scenario.Duration("time-unit"),
        MecNodes = scenario.Whole("network.mec-nodes"),
        DevicesPerMec = scenario.Whole("network.devices-per-mec"),
        Shards = scenario.Whole("gmuc.shards"),
        MecNodesPerShard = scenario.WholeOrAll("gmuc.shard-mec-nodes"),
        Placement = Placement(scenario),
        Radio = Radio(scenario),
        D2d = D2d(scenario),
        D2dEnabled = scenario.Flag("d2d.enabled"),
        Backbone = new()
        {
            Delay = Delay(scenario, "backbone"),
            RateBitsPerSecond = scenario.Number("backbone.rate"),
        },
        Devices = new()
        {
            MinimumFrequencyHz = scenario.Number("devices.cpu-min"),
            MaximumFrequencyHz = scenario.Number("devices.cpu-max"),
            CyclesPerOperation = scenario.Number("devices.cycles-per-operation"),
            EnergyCoefficient = scenario.Number("devices.energy-coefficient"),
        },
        Chain = Chain(scenario),
        Attacks = Attacks(scenario),
        Faults = new([.. scenario.Faults.Select(fault => fault.Spec)]),
    };

    /// <summary>The schemes.</summary>
    public static SchemeOptions Schemes(ResolvedScenario scenario) => new()
    {
        TwoLayer = TwoLayer(scenario),
        BlockFl = new()
        {
            MiningRateHz = scenario.Number("blockfl.mining-rate"),
            Wait = scenario.Duration("blockfl.wait"),
        },
        BlockFlConsensus = scenario.Text("blockfl.consensus"),
        FlChainConsensus = scenario.Text("flchain.consensus"),
        Crowdsensing = CrowdsensingReader.Read(scenario),
        CappedCommittee = scenario.Whole("compare.capped-committee"),
    };

    /// <summary>The incentives.</summary>
    public static IncentiveOptions Incentives(ResolvedScenario scenario) => new()
    {
        Stackelberg = Stackelberg(scenario),
        Contract = Contract(scenario),
    };

    /// <summary>Local training.</summary>
    public static TrainingOptions Training(ResolvedScenario scenario) => new()
    {
        LearningRate = (float)scenario.Number("learning.learning-rate"),
        BatchSize = scenario.Whole("learning.batch-size"),
        LocalEpochs = scenario.Whole("learning.local-epochs"),
    };

    /// <summary>The quality check.</summary>
    public static QualityOptions Quality(ResolvedScenario scenario) => new()
    {
        Check = scenario.Choice<QualityCheck>("two-layer.quality-check"),
        RoniTolerance = scenario.Number("two-layer.roni-tolerance"),
        CosineThreshold = scenario.Number("two-layer.cosine-threshold"),
    };

    /// <summary>How samples are dealt to devices.</summary>
    public static IPartitionLaw Partition(ResolvedScenario scenario) => scenario.Text("learning.partition") switch
    {
        "iid" => new IidPartition(),
        "dirichlet" => new DirichletPartition { Alpha = scenario.Number("learning.dirichlet-alpha") },
        "label-shards" => new LabelShardPartition { ShardsPerDevice = scenario.Whole("learning.shards-per-device") },
        "quantity-skew" => new QuantitySkewPartition { Sigma = scenario.Number("learning.quantity-deviation") },
        var other => throw new InvariantException($"unknown partition {other}"),
    };

    private static ContractIncentiveOptions Contract(ResolvedScenario scenario) => new()
    {
        Problem = new()
        {
            Logarithm = scenario.Choice<IterationLogarithm>("contract.logarithm"),
            LongestTime = scenario.Number("contract.longest-time"),
            EnergyCoefficient = scenario.Number("contract.energy-coefficient"),
            SatisfactionWeight = scenario.Number("contract.satisfaction"),
            RewardCost = scenario.Number("contract.reward-cost"),
        },
        Clustering = new()
        {
            Types = scenario.Whole("contract.types"),
            Method = scenario.Choice<ClusteringMethod>("contract.clustering"),
            ReputationMin = scenario.Number("contract.reputation-min"),
        },
        Rounds = scenario.Whole("contract.rounds"),
        AccuracyLow = scenario.Number("contract.accuracy-low"),
        AccuracyHigh = scenario.Number("contract.accuracy-high"),
        BudgetPerDevice = scenario.Number("contract.budget-per-device"),
        FrequencyUnitHz = scenario.Number("contract.frequency-unit"),
        RewardUnit = scenario.Number("contract.reward-unit"),
        Patience = scenario.Number("contract.patience"),
        BlockReward = scenario.Number("contract.block-reward"),
        RelayReward = scenario.Number("contract.relay-reward"),
    };

    private static StackelbergIncentiveOptions Stackelberg(ResolvedScenario scenario) => new()
    {
        Leader = scenario.Choice<LeaderRule>("stackelberg.leader"),
        Client = scenario.Choice<ClientRule>("stackelberg.client"),
        ChipConstant = scenario.Number("stackelberg.rho"),
        Budget = scenario.Number("stackelberg.budget"),
        MiningBudget = scenario.Number("stackelberg.mining-budget"),
        TimeAndMoneyWeight = scenario.Number("stackelberg.xi"),
        ModelValue = scenario.Number("stackelberg.model-value"),
        ModelValueDevices = scenario.Number("stackelberg.model-value-devices"),
        DeadlineSeconds = scenario.Number("stackelberg.deadline") is > 0 and var seconds ? seconds : null,
        PaceHz = scenario.Number("stackelberg.pace"),
        Margin = scenario.Number("stackelberg.margin"),
        Reading = scenario.Choice<ContributionReading>("stackelberg.shapley-reading"),
        ContributionTarget = scenario.Number("stackelberg.contribution-target"),
        WorkShareMin = scenario.Number("stackelberg.work-share-min"),
    };

    private static PlacementOptions Placement(ResolvedScenario scenario) => new()
    {
        Kind = scenario.Choice<PlacementKind>("network.placement"),
        CellRadiusMetres = scenario.Number("network.cell-radius"),
        MinimumBaseStationDistanceMetres = scenario.Number("network.min-distance"),
        MinimumDeviceDistanceMetres = scenario.Number("network.device-spacing"),
        HotSpotRadiusMetres = scenario.Number("network.hot-spot-radius"),
        HotSpotNearestMetres = scenario.Number("network.hot-spot-distance-min"),
        HotSpotFarthestMetres = scenario.Number("network.hot-spot-distance-max"),
    };

    private static RadioOptions Radio(ResolvedScenario scenario) => new()
    {
        BaseStationPowerDbm = scenario.Number("radio.bs-power"),
        DevicePowerDbm = scenario.Number("radio.device-power"),
        NoiseDensityDbmPerHertz = scenario.Number("radio.noise-density"),
        BaseStationNoiseFigureDb = scenario.Number("radio.bs-noise-figure"),
        DeviceNoiseFigureDb = scenario.Number("radio.device-noise-figure"),
        PathLoss = scenario.Choice<CellularPathLoss>("radio.path-loss"),
        ShadowingDb = scenario.Number("radio.shadowing"),
        UplinkBandwidthHz = scenario.Number("radio.uplink-bandwidth"),
        DownlinkBandwidthHz = scenario.Number("radio.downlink-bandwidth"),
        UplinkContention = scenario.Choice<Contention>("radio.contention"),
        Downlink = scenario.Choice<DownlinkMode>("radio.downlink"),
        Fading = scenario.Choice<FadingMode>("radio.fading"),
        CoherenceTime = scenario.Duration("radio.coherence-time"),
        OutageGain = Decibel.ToRatio(scenario.Number("radio.outage-gain")),
    };

    private static D2dOptions D2d(ResolvedScenario scenario) => new()
    {
        RangeMetres = scenario.Number("d2d.range"),
        Channels = scenario.Whole("d2d.channels"),
        ChannelBandwidthHz = scenario.Number("d2d.channel-bandwidth"),
        PathLoss = scenario.Choice<D2dPathLoss>("d2d.path-loss"),
        Scheduling = scenario.Choice<D2dScheduling>("d2d.scheduling"),
        Propagation = Delay(scenario, "d2d"),
    };

    private static DelayLaw Delay(ResolvedScenario scenario, string section)
    {
        var unit = scenario.Duration("time-unit");
        return new(
            new NormalDistribution(
                scenario.Number(section + ".delay-mean") / unit.TotalSeconds,
                scenario.Number(section + ".delay-deviation") / unit.TotalSeconds,
                scenario.Choice<Truncation>("backbone.truncation")),
            unit);
    }

    private static ChainOptions Chain(ResolvedScenario scenario)
    {
        var unit = scenario.Duration("time-unit").TotalSeconds;
        return new()
        {
            ProcessingUnits = scenario.Number("consensus.processing") / unit,
            StoreUnits = scenario.Number("consensus.store") / unit,
            BlockHeaderBits = (long)scenario.Number("consensus.block-header"),
            VoteBits = (long)scenario.Number("consensus.vote-size"),
            SignatureBits = (long)scenario.Number("consensus.signature-size"),
            Fidelity = scenario.Choice<Fidelity>("consensus.fidelity"),
            ForkPolicy = scenario.Choice<ForkPolicy>("consensus.fork-policy"),
            Confirmations = scenario.Whole("consensus.confirmations"),
            StakeSkew = scenario.Number("consensus.stake-skew"),
            ViewTimeoutUnits = scenario.Number("consensus.view-timeout") / unit,
        };
    }

    private static AttackOptions Attacks(ResolvedScenario scenario) => new()
    {
        MaliciousFraction = scenario.Number("attacks.malicious-fraction"),
        Labels = new()
        {
            Kind = scenario.Choice<LabelAttackKind>("attacks.label-attack"),
            TargetFrom = scenario.Whole("attacks.target-from"),
            TargetTo = scenario.Whole("attacks.target-to"),
        },
        MalfunctioningMecNodes = scenario.Whole("attacks.malfunctioning-mec-nodes"),
        Malfunction = scenario.Choice<MalfunctionKind>("attacks.malfunction"),
        MalfunctionStrength = scenario.Number("attacks.malfunction-strength"),
    };

    private static TwoLayerOptions TwoLayer(ResolvedScenario scenario) => new()
    {
        LocalConsensus = scenario.Text("two-layer.lmuc-consensus"),
        GlobalConsensus = scenario.Text("gmuc.consensus"),
        LocalCommittee = scenario.WholeOrAll("two-layer.lmuc-committee"),
        CertificateCheck = scenario.Flag("two-layer.certificate-check"),
        SelectionThreshold = scenario.Number("two-layer.selection-threshold"),
        SelectedDevices = scenario.WholeOrAll("two-layer.selected-devices"),
        LocalMiningRateHz = scenario.Number("two-layer.lmuc-mining-rate"),
        Reputation = new SubjectiveLogicOptions
        {
            PositiveWeight = scenario.Number("reputation.kappa"),
            UncertaintyWeight = scenario.Number("reputation.uncertainty-weight"),
            SlotInteractions = scenario.Whole("reputation.slot-interactions"),
            Freshness = scenario.Number("reputation.freshness"),
        },
        SuccessProbabilityMinimum = scenario.Number("reputation.success-probability-min"),
        SuccessProbabilityMaximum = scenario.Number("reputation.success-probability-max"),
        Strategy = scenario.Choice<ShardStrategy>("gmuc.strategy"),
        ExchangeInterval = scenario.Whole("gmuc.exchange-interval"),
    };
}
