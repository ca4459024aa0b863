package aka.plan;

import aka.content.ContentHash;
import aka.file.FileFacts.Owner;
import aka.file.FileKey;
import aka.file.RawPath;
import aka.file.VolumeId;
import aka.os.BodyMetadata;
import aka.os.BodyMetadata.Treatment;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Values of every kind, the strangest among them, the same ones for the same seed. */
public final class RandomValues {

    private static final List<byte[]> ALL_LEAVES = List.of(
            bytes("plain.txt"),
            bytes("grüße \u6587\u4ef6 \ud83d\ude00"),
            bytes("\ufffd"),
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            bytes("x".repeat(255)));

    /** What a name of Windows cannot be. */
    private static final List<byte[]> POSIX_LEAVES = List.of(
            bytes("new\nline"),
            bytes("\u0001\u001b[31mred\u007f"),
            bytes("quote\" back\\slash {json}"),
            new byte[] {'b', 'a', 'd', (byte) 0xFF, (byte) 0xC3},
            bytes("..."),
            bytes(" "));

    private static final List<byte[]> LEAVES =
            FileSystems.getDefault().getSeparator().equals("/")
                    ? Stream.concat(ALL_LEAVES.stream(), POSIX_LEAVES.stream()).toList()
                    : ALL_LEAVES;

    private static final List<Instant> TIMES = List.of(
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX,
            Instant.ofEpochSecond(-1, 999_999_999),
            Instant.parse("0000-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            Instant.parse("-0001-12-31T23:59:59.5Z"),
            Instant.parse("+10000-01-01T00:00:00.000000001Z"),
            Instant.parse("2024-02-29T12:34:56.123456789Z"));

    private final Random random;
    private final int roots;

    public RandomValues(long seed, int roots) {
        this.random = new Random(seed);
        this.roots = roots;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public int number(int below) {
        return random.nextInt(below);
    }

    public long any() {
        return random.nextBoolean() ? random.nextLong() : random.nextInt(1000);
    }

    public <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    public String text() {
        return oneOf(List.of(
                "", "plain", "line\nline\u0000", "\"\\\u2028", "grüße \ud83d\ude00", "raw \udcff byte", "\udc80"));
    }

    public Instant time() {
        return random.nextBoolean()
                ? oneOf(TIMES)
                : Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    public Path below() {
        Path path = RawPath.path(oneOf(LEAVES));
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path = path.resolve(RawPath.path(oneOf(LEAVES)));
        }
        return path;
    }

    public Path absolute() {
        return Path.of("/").resolve(below()).toAbsolutePath();
    }

    public PlannedName name() {
        return new PlannedName(random.nextInt(roots), below());
    }

    public List<PlannedName> names() {
        List<PlannedName> names = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            names.add(name());
        }
        return names;
    }

    public FileKey fileKey() {
        VolumeId volume = new VolumeId(random.nextBoolean() ? 0 : any(), any(), random.nextBoolean());
        return new FileKey(volume, random.nextBoolean() ? 0 : any(), any());
    }

    public ContentHash hash() {
        return new ContentHash(any(), any());
    }

    public PlannedBody body() {
        return new PlannedBody(
                fileKey(),
                maybe(this::time),
                1 + random.nextInt(70_000),
                any() & Long.MAX_VALUE,
                random.nextBoolean() ? OptionalLong.of(any()) : OptionalLong.empty(),
                time(),
                maybe(this::time),
                names());
    }

    /** Returns one of few kinds of metadata, with times of its own. */
    public BodyMetadata metadata() {
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        if (random.nextBoolean()) {
            byte[] value = new byte[random.nextInt(5)];
            random.nextBytes(value);
            attributes.put(oneOf(List.of("user.x", "system.posix_acl_access", "user.\n\udcfe\"")), value);
        }
        return new BodyMetadata(
                maybe(() -> new Owner(random.nextInt(3) - 1, random.nextInt(2), random.nextInt(2) == 0 ? 0644 : 07777)),
                time(),
                time(),
                attributes,
                random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
                random.nextBoolean() ? Set.of() : Set.of(oneOf(List.of(Treatment.values()))),
                random.nextBoolean() ? OptionalLong.of(random.nextInt(2)) : OptionalLong.empty());
    }

    public FormerBody former() {
        return new FormerBody(metadata(), metadata(), hash(), random.nextBoolean());
    }

    public LinkStep step() {
        return switch (random.nextInt(8)) {
            case 0 -> new Replace(body(), body());
            case 1 -> new Split(body(), names(), maybe(this::former));
            case 2 -> new Share(body(), body());
            case 3 -> new Create(body(), name());
            case 4 -> new Unlink(body(), name(), random.nextBoolean());
            case 5 -> new CreateFolder(name());
            case 6 -> new Repoint(body(), body(), name());
            default -> new RemoveFolder(name());
        };
    }

    public List<Root> roots() {
        List<Root> all = new ArrayList<>();
        for (int i = 0; i < roots; i++) {
            all.add(new Root(absolute(), maybe(this::fileKey), random.nextBoolean() ? below() : Path.of("")));
        }
        return all;
    }

    public Set<MetadataPart> waived() {
        Set<MetadataPart> waived = EnumSet.noneOf(MetadataPart.class);
        for (MetadataPart part : MetadataPart.values()) {
            if (random.nextInt(3) == 0) {
                waived.add(part);
            }
        }
        return waived;
    }

    public Plan plan(int steps) {
        List<LinkStep> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            all.add(step());
        }
        return new Plan(text(), roots(), waived(), random.nextBoolean(), maybe(RunId::random), all);
    }
}
