package aka.safety;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources without a safeguard, in a folder of their own, and what they are compiled to. */
record Edited(Path classes) {

    /**
     * Copies what a safeguard changes, takes it away there, and compiles that.
     *
     * @param checkout the folder of this project
     * @param scratch a folder that is not there yet
     * @throws IOException if the patch does not fit the sources any more, or what it makes of them does not compile
     */
    static Edited without(Safeguard safeguard, Path checkout, Path scratch) throws IOException, InterruptedException {
        for (Path file : safeguard.files()) {
            Path copy = scratch.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(checkout.resolve(file), copy);
        }
        Process git = new ProcessBuilder("git", "apply", safeguard.patch().toString())
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException(safeguard.patch() + " does not fit the sources any more: " + said.strip());
        }
        Path classes = Files.createDirectory(scratch.resolve("classes"));
        compile(safeguard.files().stream().map(scratch::resolve).toList(), classes);
        return new Edited(classes);
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<File> files = new ArrayList<>(sources.stream().map(Path::toFile).toList());
        List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromFiles(files);
            if (!compiler.getTask(said, manager, null, options, null, units).call()) {
                throw new IOException("it does not compile: " + said);
            }
        }
    }
}
