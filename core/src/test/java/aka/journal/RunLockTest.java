package aka.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aka.link.Volumes;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path temp;

    private final Volumes volumes = Volumes.open();
    private final CancelToken cancel = new CancelToken();

    @SuppressWarnings("NullAway.Init") // made before each test
    private StateFolder state;

    @BeforeEach
    void open() throws Exception {
        state = StateFolder.open(volumes.calls(), temp.resolve("state"));
    }

    @AfterEach
    void close() {
        volumes.close();
    }

    private FileCallException refused() {
        FileCallException[] refusal = new FileCallException[1];
        assertThatExceptionOfType(FileCallException.class)
                .isThrownBy(() -> state.lock("me", Duration.ZERO, cancel))
                .satisfies(thrown -> refusal[0] = thrown);
        assertThat(refusal[0].trouble()).isEqualTo(Trouble.BUSY);
        return refusal[0];
    }

    @Test
    void lock_heldByAnotherProcess_isRefusedAndSaysByWhom() throws Exception {
        RunId run = RunId.random();
        try (LockHolder holder = LockHolder.start(state.path(), run)) {
            assertThat(refused())
                    .hasMessageContaining("process " + holder.pid())
                    .hasMessageContaining("aka dedupe?over two lines")
                    .hasMessageContaining("--wait");
            assertThat(state.isRunning(run)).isTrue();
            assertThat(state.read(run).began()).isPresent();
            assertThatExceptionOfType(FileCallException.class).isThrownBy(() -> state.reopen(run));
            assertThat(History.of(state))
                    .singleElement()
                    .satisfies(summary -> assertThat(summary.state()).isEqualTo(RunState.RUNNING));
            // None of these looks took the other's lock away.
            refused();
            holder.end();
        }
        assertThat(state.isRunning(run)).isFalse();
        state.lock("me", Duration.ZERO, cancel).close();
    }

    @Test
    void lock_ofAProcessThatIsKilled_isFree() throws Exception {
        RunId run = RunId.random();
        try (LockHolder holder = LockHolder.start(state.path(), run)) {
            holder.kill();
        }
        assertThat(state.isRunning(run)).isFalse();
        assertThat(History.of(state))
                .singleElement()
                .satisfies(summary -> assertThat(summary.state()).isEqualTo(RunState.UNFINISHED));
        state.reopen(run).close();
        state.lock("me", Duration.ZERO, cancel).close();
    }

    @Test
    void lock_waitsForTheOthersEnd() throws Exception {
        try (LockHolder holder = LockHolder.start(state.path(), RunId.random())) {
            CountDownLatch waiting = new CountDownLatch(1);
            AtomicReference<Throwable> trouble = new AtomicReference<>();
            Thread waiter = Thread.ofPlatform().start(() -> {
                waiting.countDown();
                try {
                    state.lock("me", LONG, cancel).close();
                } catch (FileCallException failed) {
                    trouble.set(failed);
                }
            });
            waiting.await();
            holder.end();
            waiter.join();
            assertThat(trouble.get()).isNull();
        }
    }

    @Test
    void lock_whileItWaits_canBeCancelled() throws Exception {
        RunLock held = state.lock("the first", Duration.ZERO, cancel);
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                state.lock("me", LONG, cancel).close();
            } catch (FileCallException | CancellationException stopped) {
                trouble.set(stopped);
            }
        });
        cancel.cancel();
        waiter.join();
        assertThat(trouble.get()).isInstanceOf(CancellationException.class);
        held.close();
    }

    @Test
    void lock_heldByThisProcess_isRefusedAndKept() throws Exception {
        RunLock held = state.lock("the first", Duration.ZERO, cancel);
        assertThat(refused()).hasMessageContaining("the first");
        assertThat(refused()).hasMessageContaining("the first");
        held.close();
        held.close();
        RunLock again = state.lock("the second", Duration.ZERO, cancel);
        assertThat(Files.readString(state.path().resolve("lock"))).contains("the second");
        again.close();
        assertThat(state.path().resolve("lock")).isEmptyFile();
    }
}
