using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Network;
using Transmission = TwoLayerChainSim.Model.Consensus.Committees.Transmission;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// Messages between devices that are relayed by MEC nodes, as on the single chain of BlockFL in Feng et al. 2022, Fig. 5b:
/// uplink, service at the own MEC node, an inter-MEC hop and service there when the cells differ, downlink. Every relayed
/// message is served first in first out by each relaying MEC node (models §8).
/// </summary>
internal sealed class RelayTransport : ICommitteeTransport, IEventHandler
{
    private const int StageBits = 3;

    private readonly Substrate _world;
    private readonly ImmutableArray<int> _devices;
    private readonly TrafficMeter _traffic;
    private readonly SimDuration _service;
    private readonly FifoServer[] _relays;
    private readonly SlotPool<Message> _messages = new();

    /// <summary>Idle relays.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="devices">Devices by replica index.</param>
    /// <param name="traffic">Where traffic is booked.</param>
    public RelayTransport(Substrate world, ImmutableArray<int> devices, TrafficMeter traffic)
    {
        (_world, _devices, _traffic) = (world, devices, traffic);
        _service = world.Units(world.Options.Chain.ProcessingUnits);
        _relays = [.. world.Topology.Cells.Select(_ => new FifoServer(world.Simulator))];
    }

    private enum Stage
    {
        Uploaded,
        ServedAtSource,
        AtDestination,
        ServedAtDestination,
        Downloaded,
    }

    public void Transmit(in Transmission transmission)
    {
        var from = _devices[transmission.From];
        for (var i = 0; i < transmission.Receivers.Length; i++)
        {
            var slot = _messages.Add(new()
            {
                SourceCell = CellOf(from),
                Receiver = _devices[transmission.Receivers[i]],
                SizeBits = transmission.SizeBits,
                Arrival = transmission.ArrivalAt(i),
            });
            _traffic.UplinkBits += transmission.SizeBits;
            _world.Cellular.Upload(from, transmission.SizeBits, this, Token(slot, Stage.Uploaded));
        }
    }

    void IEventHandler.Handle(long token)
    {
        var slot = (int)(token >> StageBits);
        ref var message = ref _messages[slot];
        var destination = CellOf(message.Receiver);
        if (destination == CellularNetwork.Nowhere)
        {
            var lost = message.Arrival;
            _messages.Remove(slot);
            lost.Lose();
            return;
        }

        switch ((Stage)(token & ((1 << StageBits) - 1)))
        {
            case Stage.Uploaded:
                Serve(message.SourceCell, Token(slot, Stage.ServedAtSource));
                break;
            case Stage.ServedAtSource when message.SourceCell != destination:
                _traffic.BackboneBits += message.SizeBits;
                _world.Backbone.Send(
                    _world.BackboneNode(message.SourceCell),
                    _world.BackboneNode(destination),
                    message.SizeBits,
                    this,
                    Token(slot, Stage.AtDestination));
                break;
            case Stage.AtDestination:
                Serve(destination, Token(slot, Stage.ServedAtDestination));
                break;
            case Stage.ServedAtSource or Stage.ServedAtDestination:
                _traffic.DownlinkBits += message.SizeBits;
                _world.Cellular.Download(message.Receiver, message.SizeBits, this, Token(slot, Stage.Downloaded));
                break;
            default:
                var arrival = message.Arrival;
                _messages.Remove(slot);
                arrival.Deliver();
                break;
        }
    }

    private static long Token(int slot, Stage stage) => ((long)slot << StageBits) | (uint)stage;

    private int CellOf(int device) => _world.CellOf(device);

    private void Serve(int cell, long token) =>
        _world.Simulator.After(_relays[cell].Enter(_service) - _world.Simulator.Now, this, token);

    private struct Message
    {
        public int SourceCell;
        public int Receiver;
        public long SizeBits;
        public Arrival Arrival;
    }
}
