package aka.plan;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.os.FileCallException;
import aka.os.Host;
import aka.os.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan in a file. The format is in {@code docs/plan.md}. */
public final class PlanFile {

    /** Which format this is. A reader refuses a later one. */
    private static final int VERSION = 1;

    private static final int COLLECTED_BYTES = 1 << 20;

    private PlanFile() {}

    /**
     * Writes a plan to a new file, which is there as a whole, and on the disk, or not at all.
     *
     * @throws FileCallException {@link Trouble#EXISTS} if there is something under that name; {@link Trouble#NO_SPACE}, {@link
     *     Trouble#READ_ONLY}, {@link Trouble#NO_PERMISSION}, {@link Trouble#MISSING} if its folder is not there
     */
    public static void save(Plan plan, Path path) throws FileCallException {
        Path target = path.toAbsolutePath();
        String deed = "save the plan as " + path;
        Leaf leaf = leaf(target, deed);
        Path folder = target.getParent();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(deed, path);
        }
        Path temporary = Leftover.name("plan", leaf).in(folder == null ? target : folder);
        try {
            try {
                write(plan, temporary);
                publish(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
            forceFolder(temporary.getParent());
        } catch (FileAlreadyExistsException taken) {
            throw exists(deed, path);
        } catch (IOException failed) {
            throw IoFailure.of(deed, path, failed);
        }
    }

    private static Leaf leaf(Path target, String deed) throws FileCallException {
        try {
            return Leaf.of(target);
        } catch (IllegalArgumentException noName) {
            throw new FileCallException(
                    deed, target, null, Trouble.IS_FOLDER, "", 0, "it is a folder", "Give the path of a new file.");
        }
    }

    private static FileCallException exists(String deed, Path path) {
        return new FileCallException(
                deed,
                path,
                null,
                Trouble.EXISTS,
                "",
                0,
                "the name is taken",
                "Choose another name, or remove that one first.");
    }

    private static void write(Plan plan, Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            LineWriter line = new LineWriter("plan", RunId.random().hex(), 0);
            MetadataLines metadata = new MetadataLines(line);
            StepWriter steps = new StepWriter(line, metadata);
            head(plan, line, steps);
            for (LinkStep step : plan.steps()) {
                steps.announce(step);
                line.start("step");
                steps.step("deed", step);
                line.end();
                if (line.waitingBytes() >= COLLECTED_BYTES) {
                    drain(line, channel);
                }
            }
            drain(line, channel);
            channel.force(true);
        }
    }

    private static void head(Plan plan, LineWriter line, StepWriter steps) {
        Host host = Host.here();
        line.start("plan");
        line.number("version", VERSION)
                .text("origin", plan.origin())
                .time("at", Instant.now())
                .text("machine", host.machine())
                .text("boot", host.boot());
        steps.roots(plan.roots());
        steps.waived(plan.waived());
        line.flag("matchTimes", plan.matchTimes());
        if (plan.undoes().isPresent()) {
            line.text("undoes", plan.undoes().get().hex());
        }
        line.number("steps", plan.steps().size());
        line.end();
    }

    private static void drain(LineWriter line, FileChannel channel) throws IOException {
        ByteBuffer bytes = line.waiting();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        line.drained(bytes.position());
    }

    /** A link is the one call that gives a name and never replaces anything; not every file system has it. */
    private static void publish(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(temporary, target);
        }
    }

    private static void forceFolder(@Nullable Path folder) throws IOException {
        if (folder != null && FileSystems.getDefault().getSeparator().equals("/")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Reads a plan, whole and as it was written, or refuses it.
     *
     * @throws FileCallException {@link Trouble#CHANGED} if a line is not what was written, or if some are missing, naming the
     *     first such line; or if the identities in it mean nothing any more; {@link Trouble#UNSUPPORTED} if a later version
     *     of aka wrote it; {@link Trouble#MISSING}, {@link Trouble#NO_PERMISSION}
     */
    public static Plan read(Path path) throws FileCallException {
        try (InputStream in = Files.newInputStream(path)) {
            return new PlanReader(path, VERSION).read(new LineReader(in, 0));
        } catch (IOException failed) {
            throw IoFailure.of("read the plan " + path, path, failed);
        }
    }
}
