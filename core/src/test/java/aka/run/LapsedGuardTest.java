package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.StepReason;
import aka.os.Body;
import aka.os.FileCalls;
import aka.os.WriterGuard;
import aka.os.fake.FakeFileCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where writers cannot be kept away in the very instant of a replacement, as on older Windows. */
@Tag("windows")
class LapsedGuardTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeFileCalls fake = new FakeFileCalls()
            .file("/d/one", "equal bytes")
            .file("/d/two", "equal bytes")
            .modified("/d/two", THEN);

    /** Keeps nobody away, and says so afterwards. */
    private static final class Lapsed implements WriterGuard, WriterGuard.Guard {

        @Override
        public Guard guard(Body body) {
            return this;
        }

        @Override
        public boolean undisturbed() {
            return true;
        }

        @Override
        public boolean lapsed() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writerWhoComesAndGoesInThatInstant_keepsWhatHeWrote(boolean exchanges) throws Exception {
        fake.set("/d", volume -> volume.exchange(exchanges));
        fake.script().beforeNext(exchanges ? "exchange" : "renameOver", () -> {
            fake.write("/d/two", 0, "EQUAL bytes");
            fake.modified("/d/two", THEN); // so that neither length nor time tells
        });

        Ran ran = Ran.of(new TestPlan(fake, Path.of("/d")).replace("one", "two").plan(), lapsing());

        assertThat(fake.text("/d/two")).isEqualTo("EQUAL bytes");
        assertThat(fake.text("/d/one")).isEqualTo("equal bytes");
        assertThat(((StepResult.NotDone) ran.results.getFirst()).reason()).isEqualTo(StepReason.BYTES_DIFFER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyWhoComesInThatInstant_isNoHindrance(boolean exchanges) throws Exception {
        fake.set("/d", volume -> volume.exchange(exchanges));

        Ran ran = Ran.of(new TestPlan(fake, Path.of("/d")).replace("one", "two").plan(), lapsing());

        assertThat(ran.results.getFirst()).isInstanceOf(StepResult.Done.class);
    }

    /** The same calls, but for the guard. */
    private FileCalls lapsing() {
        return (FileCalls) Proxy.newProxyInstance(
                FileCalls.class.getClassLoader(), new Class<?>[] {FileCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("writerGuard")) {
                        return Optional.of(new Lapsed());
                    }
                    try {
                        return method.invoke(fake, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
