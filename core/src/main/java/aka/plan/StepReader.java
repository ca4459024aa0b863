package aka.plan;

import aka.os.MetadataPart;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a {@link StepWriter} wrote. Nothing that it gives back leads out of the roots. */
public final class StepReader {

    private final MetadataTable metadata;
    private int roots = Integer.MAX_VALUE;

    public StepReader(MetadataTable metadata) {
        this.metadata = metadata;
    }

    /** Returns the step in the object under {@code key}. */
    public LinkStep step(LineFields line, String key) throws LineFlaw {
        LineFields step = line.object(key);
        return switch (LineWords.constant(StepKind.values(), step.text("action"))) {
            case REPLACE -> new Replace(body(step, "kept"), body(step, "replaced"));
            case SPLIT -> new Split(body(step, "shared"), names(step), former(step));
            case REPOINT -> new Repoint(body(step, "kept"), body(step, "former"), name(step, "name"));
            case SHARE -> new Share(body(step, "kept"), body(step, "sharing"));
            case CREATE -> new Create(body(step, "existing"), name(step, "newName"));
            case UNLINK -> new Unlink(body(step, "body"), name(step, "name"), step.flag("last"));
            case CREATE_FOLDER -> new CreateFolder(name(step, "folder"));
            case REMOVE_FOLDER -> new RemoveFolder(name(step, "folder"));
        };
    }

    private Optional<FormerBody> former(LineFields step) throws LineFlaw {
        Optional<LineFields> former = step.optionalObject("former");
        if (former.isEmpty()) {
            return Optional.empty();
        }
        LineFields fields = former.get();
        return Optional.of(new FormerBody(
                metadata.read(fields.object("metadata")),
                metadata.read(fields.object("left")),
                fields.hash("hash"),
                fields.flag("splitChanged")));
    }

    private PlannedBody body(LineFields step, String key) throws LineFlaw {
        LineFields body = step.object(key);
        return new PlannedBody(
                body.fileKey("fileKey"),
                body.optionalTime("born"),
                body.integer("linkCount"),
                body.count("sizeBytes"),
                body.optionalNumber("allocatedBytes"),
                body.time("modified"),
                body.optionalTime("changed"),
                names(body));
    }

    private List<PlannedName> names(LineFields body) throws LineFlaw {
        List<LineFields> objects = body.objects("names");
        List<PlannedName> names = new ArrayList<>(objects.size());
        for (LineFields object : objects) {
            names.add(name(object));
        }
        return names;
    }

    /** Returns the name in the object under {@code key}. */
    public PlannedName name(LineFields line, String key) throws LineFlaw {
        return name(line.object(key));
    }

    private PlannedName name(LineFields object) throws LineFlaw {
        return new PlannedName(root(object), below(object));
    }

    /** Returns the number of a root. */
    public int root(LineFields object) throws LineFlaw {
        long root = object.count("root");
        if (root >= roots) {
            throw new LineFlaw("it speaks of a root that there is not");
        }
        return (int) root;
    }

    /** Returns a path that stays below whatever it is resolved against. */
    public Path below(LineFields object) throws LineFlaw {
        Path below = object.path("below");
        // On Windows "/x" is not absolute, and leads to the top of the drive all the same.
        boolean leadsOut = below.getRoot() != null
                || below.startsWith("..")
                || !below.normalize().equals(below);
        if (leadsOut || below.toString().isEmpty()) {
            throw new LineFlaw("a name in it is not below its root");
        }
        return below;
    }

    /** Returns the roots, and takes them as those that names may be below from now on. */
    public List<Root> roots(LineFields line) throws LineFlaw {
        List<Root> read = new ArrayList<>();
        for (LineFields object : line.objects("roots")) {
            Path path = object.path("path");
            if (!path.isAbsolute()) {
                throw new LineFlaw("a root in it is no absolute path");
            }
            read.add(new Root(path, object.optionalFileKey("fileKey"), object.path("typed")));
        }
        roots = read.size();
        return read;
    }

    /** Returns what is waived. */
    public Set<MetadataPart> waived(LineFields line) throws LineFlaw {
        Set<MetadataPart> waived = EnumSet.noneOf(MetadataPart.class);
        for (String word : line.texts("waived")) {
            waived.add(part(word));
        }
        return waived;
    }

    private static MetadataPart part(String word) throws LineFlaw {
        for (MetadataPart part : MetadataPart.values()) {
            if (part.word().equals(word)) {
                return part;
            }
        }
        throw new LineFlaw("it waives '" + word + "', which is not known");
    }
}
