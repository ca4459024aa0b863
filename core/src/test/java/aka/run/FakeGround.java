package aka.run;

import aka.file.Leaf;
import aka.file.Leftover;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.fake.FakeFileCalls;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A folder in memory. */
final class FakeGround implements Ground {

    final FakeFileCalls fake;

    FakeGround() {
        AtomicLong ticks = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        fake = new FakeFileCalls(() -> Instant.ofEpochSecond(ticks.incrementAndGet())).folder("/d");
    }

    FakeGround(FakeFileCalls fake) {
        this.fake = fake;
    }

    private static String at(String name) {
        return "/d/" + name;
    }

    @Override
    public FileCalls calls() {
        return fake;
    }

    @Override
    public Path root() {
        return Path.of("/d");
    }

    @Override
    public void file(String name, String bytes) {
        fake.file(at(name), bytes);
    }

    @Override
    public void folder(String name) {
        fake.folder(at(name));
    }

    @Override
    public void symlink(String name, String target) {
        fake.symlink(at(name), target);
    }

    @Override
    public void link(String newName, String existing) {
        fake.link(at(newName), at(existing));
    }

    @Override
    public void remove(String name) {
        fake.remove(at(name));
    }

    @Override
    public void write(String name, String bytes) {
        fake.write(at(name), 0, bytes);
    }

    @Override
    public void mode(String name, int mode) {
        fake.owner(at(name), 1000, 1000, mode);
    }

    @Override
    public void modified(String name, Instant time) {
        fake.modified(at(name), time);
    }

    @Override
    public boolean exists(String name) {
        return fake.exists(at(name));
    }

    @Override
    public String text(String name) {
        return fake.text(at(name));
    }

    @Override
    public boolean oneBody(String one, String other) {
        return fake.oneBody(at(one), at(other));
    }

    @Override
    public int mode(String name) throws FileCallException {
        return fake.facts(Path.of(at(name))).owner().orElseThrow().mode();
    }

    @Override
    public List<String> leftovers() {
        return leftovers(fake);
    }

    static List<String> leftovers(FakeFileCalls fake) {
        return fake.allNames().stream().filter(FakeGround::isLeftover).toList();
    }

    private static boolean isLeftover(String name) {
        for (Path part : Path.of(name)) {
            byte[] raw = Leaf.of(part).bytes();
            if (Leftover.is(raw, raw.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        fake.checkNoOpenHandles();
    }
}
