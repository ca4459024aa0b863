package aka.run;

import aka.file.FileFacts;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.MetadataPart;
import aka.plan.LinkStep;
import aka.plan.Plan;
import aka.plan.PlannedBody;
import aka.plan.PlannedName;
import aka.plan.Root;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes plans of what is there now, below one root. */
final class TestPlan {

    private final FileCalls calls;
    private final Path root;
    private final List<LinkStep> steps = new ArrayList<>();
    private Set<MetadataPart> waived = Set.of();

    TestPlan(FileCalls calls, Path root) {
        this.calls = calls;
        this.root = root;
    }

    /** The names below the root become names of {@code kept}; they must be all that their body has. */
    TestPlan replace(String kept, String... replaced) throws FileCallException {
        steps.add(new LinkStep.Replace(body(kept), body(replaced)));
        return this;
    }

    TestPlan split(String... names) throws FileCallException {
        List<PlannedName> planned = Stream.of(names).map(TestPlan::name).toList();
        steps.add(new LinkStep.Split(body(names[0]), planned, Optional.empty()));
        return this;
    }

    /** A name comes to lead to the body of {@code kept}; {@code others} are the further names of its former body. */
    TestPlan repoint(String kept, String name, String... others) throws FileCallException {
        String[] former = Stream.concat(Stream.of(name), Stream.of(others)).toArray(String[]::new);
        steps.add(new LinkStep.Repoint(body(kept), body(former), name(name)));
        return this;
    }

    TestPlan share(String kept, String sharing) throws FileCallException {
        steps.add(new LinkStep.Share(body(kept), body(sharing)));
        return this;
    }

    TestPlan create(String existing, String newName) throws FileCallException {
        steps.add(new LinkStep.Create(body(existing), name(newName)));
        return this;
    }

    TestPlan unlink(String name, boolean last) throws FileCallException {
        steps.add(new LinkStep.Unlink(body(name), name(name), last));
        return this;
    }

    TestPlan step(LinkStep step) {
        steps.add(step);
        return this;
    }

    TestPlan waive(MetadataPart... parts) {
        waived = Set.of(parts);
        return this;
    }

    Plan plan() throws FileCallException {
        Root top = new Root(root, calls.facts(root).key(), root);
        return new Plan("test", List.of(top), waived, false, Optional.empty(), steps);
    }

    PlannedBody body(String... names) throws FileCallException {
        FileFacts facts = calls.facts(root.resolve(names[0]));
        return PlannedBody.of(facts, Stream.of(names).map(TestPlan::name).toList());
    }

    static PlannedName name(String below) {
        return new PlannedName(0, Path.of(below));
    }
}
