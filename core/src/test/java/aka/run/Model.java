package aka.run;

import static org.assertj.core.api.Assertions.assertThat;

import aka.file.FileFacts;
import aka.file.FileKey;
import aka.file.Kind;
import aka.os.FileCallException;
import aka.plan.LinkStep;
import aka.plan.LinkStep.Create;
import aka.plan.LinkStep.CreateFolder;
import aka.plan.LinkStep.FormerBody;
import aka.plan.LinkStep.RemoveFolder;
import aka.plan.LinkStep.Replace;
import aka.plan.LinkStep.Repoint;
import aka.plan.LinkStep.Share;
import aka.plan.LinkStep.Split;
import aka.plan.LinkStep.Unlink;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which names there are, which of them have one body, and what each body is: what a tree must be like at any time. */
final class Model {

    /** Storage of a file that has bytes. */
    static final long BLOCK = 4096;

    private final Ground ground;
    private final NavigableMap<String, Body> names = new TreeMap<>();
    private final Map<Body, FileKey> keys = new HashMap<>();
    private int bodies;

    /** What the names of one body share; two are the same only if they are one. */
    static final class Body {
        final int number;
        String text;
        int mode;
        Instant modified;

        Body(int number, String text, int mode, Instant modified) {
            this.number = number;
            this.text = text;
            this.mode = mode;
            this.modified = modified;
        }

        @Override
        public String toString() {
            return "body " + number + " '" + text + "' " + Integer.toOctalString(mode);
        }
    }

    Model(Ground ground) {
        this.ground = ground;
    }

    List<String> names() {
        return List.copyOf(names.keySet());
    }

    boolean has(String name) {
        return names.containsKey(name);
    }

    Body body(String name) {
        Body body = names.get(name);
        if (body == null) {
            throw new AssertionError("no such name: " + name);
        }
        return body;
    }

    List<String> namesOf(Body body) {
        return names.keySet().stream().filter(name -> names.get(name) == body).toList();
    }

    /** Returns for each name its bytes and mode, and the first name of its body: equal for trees that cannot be told apart. */
    Map<String, String> picture() {
        Map<String, String> picture = new TreeMap<>();
        names.forEach((name, body) -> picture.put(
                name,
                namesOf(body).getFirst() + " '" + body.text + "' " + Integer.toOctalString(body.mode) + " "
                        + body.modified));
        return picture;
    }

    // ---- what people do

    void create(String name, String text, int mode) throws IOException {
        ground.file(name, text);
        ground.mode(name, mode);
        names.put(name, new Body(bodies++, text, mode, modified(name)));
    }

    void link(String newName, String existing) throws IOException {
        ground.link(newName, existing);
        names.put(newName, body(existing));
    }

    void remove(String name) throws IOException {
        ground.remove(name);
        names.remove(name);
    }

    void rename(String name, String newName) throws IOException {
        ground.link(newName, name);
        ground.remove(name);
        names.put(newName, body(name));
        names.remove(name);
    }

    /** Writes bytes of the same number over those that are there. */
    void write(String name, String text) throws IOException {
        Body body = body(name);
        ground.write(name, text);
        body.text = text;
        body.modified = modified(name);
    }

    void mode(String name, int mode) throws IOException {
        ground.mode(name, mode);
        body(name).mode = mode;
    }

    private Instant modified(String name) throws FileCallException {
        return facts(name).modified();
    }

    private FileFacts facts(String name) throws FileCallException {
        return ground.calls().facts(ground.root().resolve(name));
    }

    // ---- what a step does that is done

    /** Returns the storage that it frees. */
    long done(Plan plan, LinkStep step) {
        long freed = 0;
        switch (step) {
            case Replace replace -> {
                Body kept = body(replace.kept());
                Body replaced = body(name(plan, replace.replaced().names().getFirst()));
                replace.replaced().names().forEach(name -> names.put(name(plan, name), kept));
                freed = namesOf(replaced).isEmpty() ? BLOCK : 0;
            }
            case Split split -> {
                Body shared = body(name(plan, split.names().getFirst()));
                Body own = own(shared, split.former());
                split.names().forEach(name -> names.put(name(plan, name), own));
                freed = namesOf(shared).isEmpty() ? BLOCK : 0;
            }
            case Create create -> names.put(name(plan, create.newName()), body(create.existing()));
            case Repoint repoint -> names.put(name(plan, repoint.name()), body(repoint.kept()));
            case Unlink unlink -> {
                Body body = body(name(plan, unlink.name()));
                names.remove(name(plan, unlink.name()));
                freed = namesOf(body).isEmpty() ? BLOCK : 0;
            }
            case Share share -> throw new AssertionError(share);
            case CreateFolder create -> throw new AssertionError(create);
            case RemoveFolder remove -> throw new AssertionError(remove);
        }
        return freed;
    }

    /** Returns the body that a plan speaks of, which was there when the tree was last looked at. */
    private Body body(PlannedBody planned) {
        return keys.entrySet().stream()
                .filter(each -> each.getValue().equals(planned.key()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** A body of its own has what the shared one has; where a run is taken back, what it had then and nobody changed since. */
    private Body own(Body shared, Optional<FormerBody> former) {
        Body own = new Body(bodies++, shared.text, shared.mode, shared.modified);
        former.ifPresent(was -> {
            if (shared.mode == was.left().owner().orElseThrow().mode()) {
                own.mode = was.metadata().owner().orElseThrow().mode();
            }
            if (shared.modified.equals(was.left().modified())) {
                own.modified = was.metadata().modified();
            }
        });
        return own;
    }

    /** Returns a name of a plan as the model has it: a plan that takes a run back may have roots of its own. */
    String name(Plan plan, PlannedName name) {
        return ground.root().relativize(plan.path(name)).toString();
    }

    // ---- what is there

    /** Says that the tree is as the model has it, and nothing beside. */
    void requireTrue() throws IOException {
        assertThat(ground.leftovers()).as("leftovers").isEmpty();
        keys.clear();
        Map<FileKey, Body> back = new HashMap<>();
        for (Map.Entry<String, Body> each : names.entrySet()) {
            String name = each.getKey();
            Body body = each.getValue();
            FileFacts facts = facts(name);
            assertThat(facts.kind()).as(name).isEqualTo(Kind.FILE);
            assertThat(ground.text(name)).as("bytes of " + name).isEqualTo(body.text);
            assertThat(facts.owner().orElseThrow().mode()).as("mode of " + name).isEqualTo(body.mode);
            assertThat(facts.modified()).as("time of " + name).isEqualTo(body.modified);
            assertThat(facts.linkCount())
                    .as("names of " + name)
                    .hasValue(namesOf(body).size());
            FileKey key = facts.key().orElseThrow();
            assertThat(keys.computeIfAbsent(body, one -> key))
                    .as("body of " + name)
                    .isEqualTo(key);
            assertThat(back.computeIfAbsent(key, one -> body))
                    .as("body of " + name)
                    .isSameAs(body);
        }
    }
}
