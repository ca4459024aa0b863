package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.journal.Journal;
import aka.journal.JournalBytes;
import aka.journal.JournalMedium;
import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Rescued;
import aka.os.CancelToken;
import aka.os.FileCalls;
import aka.os.linux.LinuxFileCalls;
import aka.plan.Plan;
import aka.plan.Root;
import aka.volume.TestVolume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where something is left, as the journal tells it. */
class RescuedPathTest {

    /** A journal in memory; before it is forced for the first time after a name was moved, somebody touches both bodies. */
    private static final class Touching implements JournalMedium {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Path name;
        private final Path other;
        private boolean touched;

        Touching(Path name, Path other) {
            this.name = name;
            this.other = other;
        }

        @Override
        public void append(ByteBuffer added) {
            byte[] copy = new byte[added.remaining()];
            added.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void force() throws IOException {
            if (!touched && !Files.isSameFile(name, other)) {
                touched = true;
                Files.writeString(name, "saved meanwhile");
                Files.setLastModifiedTime(other, FileTime.fromMillis(0));
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsRescued_isJournalledByAPathThatLeadsThereFromAnywhere() throws Exception {
        try (TestVolume volume = TestVolume.make("ext4", 200);
                FileCalls calls = LinuxFileCalls.open().orElseThrow()) {
            Path name = Files.writeString(volume.root().resolve("name"), "bytes");
            Path other = Files.createLink(volume.root().resolve("other"), name);
            Path typed = Path.of("").toAbsolutePath().relativize(volume.root());
            Plan split = new TestPlan(calls, volume.root()).split("name").plan();
            Root root = new Root(volume.root(), split.roots().getFirst().key(), typed);
            Plan plan = new Plan("split", List.of(root), Set.of(), false, Optional.empty(), split.steps());
            Touching medium = new Touching(name, other);
            Began began = Ran.began(plan, calls);

            try (Journal journal = Journal.over(medium, began)) {
                PlanRun.run(plan, calls, journal, Ran.QUICK, RunListener.NONE, new CancelToken());
            }

            assertThat(Files.readString(name)).isEqualTo("saved meanwhile");
            assertThat(JournalBytes.read(began.run(), medium.bytes.toByteArray()).records().stream()
                            .filter(Rescued.class::isInstance)
                            .map(record -> ((Rescued) record).path()))
                    .singleElement()
                    .satisfies(path -> assertThat(path).isAbsolute().hasContent("bytes"));
        }
    }
}
