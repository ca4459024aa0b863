package aka.os;

import aka.os.fake.FakeFileCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A folder in memory. */
record FakeWorld(FakeFileCalls fake) implements World {

    FakeWorld() {
        this(new FakeFileCalls().withNameIndex().folder("/home"));
    }

    @Override
    public Path home() {
        return Path.of("/home");
    }

    @Override
    public void file(Path path, byte[] bytes) {
        fake.file(path, bytes);
    }

    @Override
    public void sparse(Path path, long sizeBytes, long offset, byte[] bytes) {
        fake.sparse(path.toString(), sizeBytes)
                .write(path.toString(), offset, new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void folder(Path path) {
        fake.folder(path.toString());
    }

    @Override
    public void symlink(Path path, String target) {
        fake.symlink(path.toString(), target);
    }

    @Override
    public void pipe(Path path) {
        fake.other(path.toString());
    }

    @Override
    public void remove(Path path) {
        fake.remove(path.toString());
    }

    @Override
    public boolean exists(Path path) {
        return fake.exists(path.toString());
    }

    @Override
    public byte[] bytes(Path path) {
        return fake.text(path.toString()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> openHandles() {
        return fake.openHandles();
    }

    @Override
    public void close() {
        fake.close();
    }
}
