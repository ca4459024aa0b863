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
import java.util.List;
import java.util.Set;

/** Writes steps, and what they are made of, into lines. {@link StepReader} reads them. */
public final class StepWriter {

    private final LineWriter line;
    private final MetadataLines metadata;

    public StepWriter(LineWriter line, MetadataLines metadata) {
        this.line = line;
        this.metadata = metadata;
    }

    /** Writes the lines that a step will refer to. Between lines only. */
    public void announce(LinkStep step) {
        if (step instanceof Split split && split.former().isPresent()) {
            metadata.announce(split.former().get().metadata());
            metadata.announce(split.former().get().left());
        }
    }

    /** Writes a step as an object. */
    public void step(String key, LinkStep step) {
        line.startObject(key);
        line.text("action", LineWords.word(StepKind.of(step)));
        switch (step) {
            case Replace replace -> {
                body("kept", replace.kept());
                body("replaced", replace.replaced());
            }
            case Split split -> split(split);
            case Repoint repoint -> {
                body("kept", repoint.kept());
                body("former", repoint.former());
                name("name", repoint.name());
            }
            case Share share -> {
                body("kept", share.kept());
                body("sharing", share.sharing());
            }
            case Create create -> {
                body("existing", create.existing());
                name("newName", create.newName());
            }
            case Unlink unlink -> {
                body("body", unlink.body());
                name("name", unlink.name());
                line.flag("last", unlink.last());
            }
            case CreateFolder create -> name("folder", create.folder());
            case RemoveFolder remove -> name("folder", remove.folder());
        }
        line.endObject();
    }

    private void split(Split split) {
        body("shared", split.shared());
        names("names", split.names());
        if (split.former().isPresent()) {
            FormerBody former = split.former().get();
            line.startObject("former");
            metadata.write("metadata", former.metadata());
            metadata.write("left", former.left());
            line.hash("hash", former.hash())
                    .flag("splitChanged", former.splitChanged())
                    .endObject();
        }
    }

    private void body(String key, PlannedBody body) {
        line.startObject(key)
                .fileKey("fileKey", body.key())
                .time("born", body.born())
                .number("linkCount", body.linkCount())
                .number("sizeBytes", body.sizeBytes())
                .number("allocatedBytes", body.allocatedBytes())
                .time("modified", body.modified())
                .time("changed", body.changed());
        names("names", body.names());
        line.endObject();
    }

    private void names(String key, List<PlannedName> names) {
        line.startList(key);
        for (PlannedName name : names) {
            line.startObject();
            parts(name);
        }
        line.endList();
    }

    /** Writes a name as an object. */
    public void name(String key, PlannedName name) {
        line.startObject(key);
        parts(name);
    }

    private void parts(PlannedName name) {
        line.number("root", name.root()).path("below", name.below()).endObject();
    }

    /** Writes the roots as a list of objects. */
    public void roots(List<Root> roots) {
        line.startList("roots");
        for (Root root : roots) {
            line.startObject()
                    .path("path", root.path())
                    .fileKey("fileKey", root.key())
                    .path("typed", root.typed())
                    .endObject();
        }
        line.endList();
    }

    /** Writes what is waived as a list of words. */
    public void waived(Set<MetadataPart> waived) {
        line.texts("waived", waived.stream().sorted().map(MetadataPart::word).toList());
    }
}
