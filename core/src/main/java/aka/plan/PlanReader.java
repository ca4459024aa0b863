package aka.plan;

import aka.os.FileCallException;
import aka.os.Host;
import aka.os.MetadataPart;
import aka.os.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one plan, and refuses it at the first thing that is not as it should be. */
final class PlanReader {

    /** What the first line says. */
    private record Head(
            String plan,
            String origin,
            List<Root> roots,
            Set<MetadataPart> waived,
            boolean matchTimes,
            Optional<RunId> undoes,
            int steps) {}

    private final Path path;
    private final int version;
    private final MetadataTable metadata = new MetadataTable();
    private final StepReader reader = new StepReader(metadata);
    private final List<LinkStep> steps = new ArrayList<>();
    private @Nullable Head head;

    /** @param version the latest format that is understood */
    PlanReader(Path path, int version) {
        this.path = path;
        this.version = version;
    }

    Plan read(LineReader lines) throws IOException {
        long number = 1;
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                number = line.number();
                take(whole(line));
            }
            return finish();
        } catch (LineFlaw flaw) {
            throw refusal(
                    Trouble.CHANGED,
                    "line " + number + ": " + flaw.words(),
                    "Nothing of it was done. Make the plan anew (--save).");
        }
    }

    private static Line.Whole whole(Line line) throws LineFlaw {
        return switch (line) {
            case Line.Whole whole -> whole;
            case Line.Bad bad -> throw new LineFlaw(bad.words());
            case Line.Torn torn -> throw new LineFlaw("the file ends within it");
        };
    }

    private void take(Line.Whole line) throws LineFlaw, FileCallException {
        LineFields fields = line.fields();
        if (fields.number("seq") != line.number()) {
            throw new LineFlaw("its number is " + fields.number("seq") + ": a line is missing, or one is there twice");
        }
        String type = fields.text("type");
        if (head == null) {
            head = head(fields, type);
            return;
        }
        if (!fields.text("plan").equals(head.plan)) {
            throw new LineFlaw("it belongs to another plan");
        }
        switch (type) {
            case "meta" -> metadata.define(fields);
            case "step" -> steps.add(reader.step(fields, "deed"));
            default -> throw new LineFlaw("its type '" + type + "' is not known");
        }
    }

    private Head head(LineFields fields, String type) throws LineFlaw, FileCallException {
        if (!type.equals("plan")) {
            throw new LineFlaw("it is not the first line of a plan");
        }
        if (fields.number("version") > version) {
            throw refusal(
                    Trouble.UNSUPPORTED,
                    "a later aka wrote it, in version " + fields.number("version")
                            + " of the format, and this one knows version " + version,
                    "Use a newer aka.");
        }
        List<Root> roots = reader.roots(fields);
        checkKeys(roots, new Host(fields.text("machine"), fields.text("boot")));
        return new Head(
                fields.text("plan"),
                fields.text("origin"),
                roots,
                reader.waived(fields),
                fields.flag("matchTimes"),
                fields.optionalRunId("undoes"),
                fields.integer("steps"));
    }

    /** A key of a volume without an id of its own may belong to another file since the machine was started. */
    private void checkKeys(List<Root> roots, Host made) throws FileCallException {
        for (Root root : roots) {
            boolean lasts = root.key().isEmpty() || root.key().get().volume().lasting();
            if (!lasts && !made.equals(Host.here())) {
                throw refusal(
                        Trouble.CHANGED,
                        "the volume of " + root.path()
                                + " has no id of its own, and the plan was made on another machine"
                                + " or before its last start",
                        "Make the plan anew (--save).");
            }
        }
    }

    private Plan finish() throws LineFlaw {
        if (head == null) {
            throw new LineFlaw("the file is empty");
        }
        if (head.steps != steps.size()) {
            throw new LineFlaw("the file ends here, with " + steps.size() + " of " + head.steps + " steps");
        }
        return new Plan(head.origin, head.roots, head.waived, head.matchTimes, head.undoes, steps);
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return new FileCallException("use the plan " + path, path, null, trouble, "", 0, reason, wayOut);
    }
}
