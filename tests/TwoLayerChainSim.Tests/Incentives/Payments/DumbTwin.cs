using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Tests.Incentives.Payments;

internal enum OperationKind
{
    Mint,
    Burn,
    Transfer,
}

/// <summary>One operation on a ledger of <see cref="DumbTwin.Size"/> accounts.</summary>
internal sealed record Operation(OperationKind Kind, int From, int To, long Micro)
{
    public static Gen<Operation> Generator =>
        from kind in Gen.Frequency(
            (2, Gen.Constant(OperationKind.Mint)), (1, Gen.Constant(OperationKind.Burn)), (7, Gen.Constant(OperationKind.Transfer)))
        from accounts in Gen.Choose(0, DumbTwin.Size - 1).Two()
        from micro in Gen.Frequency(
            (20, Gen.Choose(1, 1000).Select(amount => (long)amount)),
            (2, Gen.Elements(0L, -1L, -500L, long.MinValue)),
            (1, Gen.Elements(long.MaxValue, long.MaxValue - 500)))
        select new Operation(kind, accounts.Item1, accounts.Item2, micro);
}

/// <summary>What the twin compares with: a ledger, honest or not.</summary>
internal interface ILedgerUnderTest
{
    bool Apply(Operation operation);

    long Balance(int account);
}

/// <summary>The simplest ledger there is, in numbers that cannot overflow.</summary>
internal static class DumbTwin
{
    public const int Size = 4;

    /// <summary>The first difference between a ledger and the twin, or null.</summary>
    public static string? Problem(IEnumerable<Operation> operations, ILedgerUnderTest ledger)
    {
        var balances = new BigInteger[Size];
        foreach (var operation in operations)
        {
            var isAllowed = IsAllowed(operation, balances);
            if (isAllowed)
            {
                Apply(operation, balances);
            }

            if (ledger.Apply(operation) != isAllowed)
            {
                return $"{operation} was {(isAllowed ? "refused" : "accepted")}";
            }

            for (var account = 0; account < Size; account++)
            {
                if (ledger.Balance(account) != balances[account])
                {
                    return $"after {operation} account {account} has {ledger.Balance(account)} instead of {balances[account]}";
                }
            }
        }

        return null;
    }

    private static bool IsAllowed(Operation operation, BigInteger[] balances) => operation.Micro >= 1 && operation.Kind switch
    {
        OperationKind.Mint => balances.Aggregate(BigInteger.Add) + operation.Micro <= long.MaxValue,
        OperationKind.Burn => balances[operation.From] >= operation.Micro,
        _ => operation.From != operation.To && balances[operation.From] >= operation.Micro,
    };

    private static void Apply(Operation operation, BigInteger[] balances)
    {
        balances[operation.From] -= operation.Kind == OperationKind.Mint ? 0 : operation.Micro;
        balances[operation.To] += operation.Kind == OperationKind.Burn ? 0 : operation.Micro;
    }
}

/// <summary>The ledger of the model.</summary>
internal sealed class HonestLedger(TokenLedger ledger) : ILedgerUnderTest
{
    public bool Apply(Operation operation)
    {
        var (from, to, amount) = (Owner(operation.From), Owner(operation.To), new Tokens(operation.Micro));
        var supply = ledger.Supply;
        var reply = operation.Kind switch
        {
            OperationKind.Mint => ledger.Mint(to, amount),
            OperationKind.Burn => ledger.Burn(from, amount),
            _ => ledger.Transfer(from, to, amount),
        };
        Assert.True(operation.Kind != OperationKind.Transfer || ledger.Supply == supply);
        return reply == LedgerReply.Accepted;
    }

    public long Balance(int account) => ledger.Balance(Owner(account)).Micro;

    private static Account Owner(int account) => new(AccountOwner.Device, account);
}

/// <summary>What can be wrong with a ledger; most of it conserves the sum or keeps balances non-negative.</summary>
public enum PlantedFault
{
    TransferDoesNothing,
    OnlyThePayerChanges,
    PaysTwice,
    OffByOneUnit,
    WrongPayee,
}

/// <summary>A ledger whose transfers have a planted fault.</summary>
internal sealed class FaultyLedger(PlantedFault fault) : ILedgerUnderTest
{
    private readonly long[] _balances = new long[DumbTwin.Size];

    public bool Apply(Operation operation)
    {
        if (operation.Kind == OperationKind.Mint)
        {
            _balances[operation.To] += operation.Micro;
            return true;
        }

        var (debit, credit, payee) = fault switch
        {
            PlantedFault.TransferDoesNothing => (0, 0, operation.To),
            PlantedFault.OnlyThePayerChanges => (operation.Micro, 0, operation.To),
            PlantedFault.PaysTwice => (2 * operation.Micro, 2 * operation.Micro, operation.To),
            PlantedFault.OffByOneUnit => (operation.Micro + 1, operation.Micro + 1, operation.To),
            _ => (operation.Micro, operation.Micro, 3),
        };
        _balances[operation.From] -= debit;
        _balances[payee] += credit;
        return true;
    }

    public long Balance(int account) => _balances[account];
}
