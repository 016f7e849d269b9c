using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>A vector register of floats, so that one kernel serves every width.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf All(float value);

    /// <summary>This plus x·y, rounded once.</summary>
    TSelf AddProduct(TSelf x, TSelf y);

    void Store(float* destination);
}

/// <summary>Eight floats.</summary>
internal readonly unsafe struct EightLanes(Vector256<float> vector) : ILanes<EightLanes>
{
    private readonly Vector256<float> _vector = vector;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightLanes AddProduct(EightLanes x, EightLanes y) =>
        new(Vector256.FusedMultiplyAdd(x._vector, y._vector, _vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _vector.Store(destination);
}

/// <summary>Sixteen floats.</summary>
internal readonly unsafe struct SixteenLanes(Vector512<float> vector) : ILanes<SixteenLanes>
{
    private readonly Vector512<float> _vector = vector;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenLanes Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenLanes All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SixteenLanes AddProduct(SixteenLanes x, SixteenLanes y) =>
        new(Vector512.FusedMultiplyAdd(x._vector, y._vector, _vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _vector.Store(destination);
}
