using System.Collections.Concurrent;
using System.Text;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Automation;

/// <summary>
/// Sends the notices of automation rules, at the moment at which the version does: up to 18.0 before the transaction
/// commits, from 19.0 on after it. As in Odoo the caller waits, each notice is sent once, and nobody looks at the answer.
/// </summary>
internal sealed class Postman(int version) : IAsyncDisposable
{
    private const int FirstAfterCommit = 19;

    /// <summary>As Odoo's server repeats a call whose rows another one holds.</summary>
    private const int Attempts = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = Client();
    private readonly ConcurrentDictionary<int, IReadOnlyList<Notice>> held = new();
    private readonly ConcurrentDictionary<Task, bool> late = new();
    private readonly CancellationTokenSource closing = new();
    private int closed;
    private int sent;
    private int failed;
    private int lost;
    private int waiting;

    /// <summary>How they are sent from now on.</summary>
    public Mail Mail { get; set; } = new();

    private bool IsAfterCommit => version >= FirstAfterCommit;

    public MailTally Tally() => new(sent, failed, lost, waiting);

    /// <summary>Runs <paramref name="work"/> as one transaction, and sends what the rules make of it.</summary>
    public T Write<T>(Database database, Func<Transaction, T> work) =>
        database.Exclusively(() => AutomationRules.AreThere(database)) ? Repeating(() => WriteAndSend(database, work)) : database.Write(work);

    /// <summary>Runs it and keeps its changes; where the version sends before the commit, the notices are out already.</summary>
    public HeldTransaction Hold(Database database, Func<Transaction, object?> work)
    {
        IReadOnlyList<Notice> notices = [];
        var transaction = database.Hold(begun =>
        {
            var result = work(begun);
            notices = AutomationRules.Of(database, begun);
            return result;
        });
        if (IsAfterCommit)
        {
            held[transaction.Id] = notices;
        }
        else
        {
            Send(notices);
        }

        return transaction;
    }

    public bool Commit(Database database, int id)
    {
        var found = database.Commit(id);
        if (held.TryRemove(id, out var notices))
        {
            Send(notices);
        }

        return found;
    }

    public bool Abort(Database database, int id)
    {
        held.TryRemove(id, out _);
        return database.Abort(id);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        await closing.CancelAsync();
        await Task.WhenAll(late.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        closing.Dispose();
    }

    private T WriteAndSend<T>(Database database, Func<Transaction, T> work)
    {
        IReadOnlyList<Notice> notices = [];
        T Work(Transaction begun)
        {
            var result = work(begun);
            notices = AutomationRules.Of(database, begun);
            return result;
        }

        if (IsAfterCommit)
        {
            var written = database.Write(Work);
            Send(notices);
            return written;
        }

        var waits = database.Hold(begun => Work(begun));
        Send(notices);
        database.Commit(waits.Id);
        return (T)waits.Result!;
    }

    private static T Repeating<T>(Func<T> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return write();
            }
            catch (OdooError error) when (error.Name == OdooError.SerializationFailure().Name && attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private void Send(IReadOnlyList<Notice> notices)
    {
        if (Mail.IsAsOdoo)
        {
            foreach (var notice in notices)
            {
                Send(notice);
            }

            return;
        }

        foreach (var notice in Mail.Shuffle ? notices.OrderBy(_ => Random.Shared.Next()) : notices.AsEnumerable())
        {
            SendLater(notice, Mail);
        }
    }

    private void SendLater(Notice notice, Mail mail)
    {
        if (Random.Shared.NextDouble() < mail.Lose)
        {
            Interlocked.Increment(ref lost);
            return;
        }

        for (var copy = 0; copy < mail.Copies; copy++)
        {
            Interlocked.Increment(ref waiting);
            var task = SendAfterAsync(notice, TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * mail.LateMs));
            late[task] = true;
            _ = task.ContinueWith(done => late.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task SendAfterAsync(Notice notice, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, closing.Token);
            await SendAsync(notice);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private void Send(Notice notice)
    {
        try
        {
            using var request = Request(notice);
            using var answer = http.Send(request, closing.Token);
            Count(answer);
        }
        catch (Exception error) when (IsOfTheReceiver(error))
        {
            Count(answer: null);
        }
    }

    private async Task SendAsync(Notice notice)
    {
        try
        {
            using var request = Request(notice);
            using var answer = await http.SendAsync(request, closing.Token);
            Count(answer);
        }
        catch (Exception error) when (IsOfTheReceiver(error))
        {
            Count(answer: null);
        }
    }

    private static HttpRequestMessage Request(Notice notice) =>
        new(HttpMethod.Post, notice.Url) { Content = new StringContent(notice.Body, Encoding.UTF8, "application/json") };

    private void Count(HttpResponseMessage? answer) => Interlocked.Increment(ref answer?.IsSuccessStatusCode == true ? ref sent : ref failed);

    private static bool IsOfTheReceiver(Exception error) => error is HttpRequestException or TaskCanceledException or InvalidOperationException or UriFormatException;

    private static HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(1) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "python-requests/2.31.0");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
        return client;
    }
}
