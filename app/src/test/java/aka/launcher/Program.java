package aka.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A program as small as can be, in the place of aka's: with {@code aka.cli.Main} and {@code aka.cli.TrainStartUp}. */
final class Program {
    private static final String MAIN = """
            package aka.cli;
            public class Main {
              public static void main(String[] args) throws Exception {
                switch (args[0]) {
                  case "echo" -> System.out.println(args.length > 1 ? args[1] : "");
                  case "exit" -> System.exit(Integer.parseInt(args[1]));
                  case "exists" -> System.out.println(java.nio.file.Files.exists(java.nio.file.Path.of(args[1])));
                  case "signals" -> System.out.print(java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/status")));
                  case "wait" -> {
                    java.nio.file.Files.createFile(java.nio.file.Path.of(args[1]));
                    Thread.sleep(60_000);
                  }
                }
              }
            }
            """;
    private static final String TRAINING = """
            package aka.cli;
            public class TrainStartUp {
              public static void main(String[] args) throws Exception {
                Main.main(new String[] {"echo"});
              }
            }
            """;

    private Program() {}

    /** Returns the program's jar, made in {@code folder}. */
    static Path jar(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("program"));
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path training = Files.writeString(sources.resolve("TrainStartUp.java"), TRAINING);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", sources.toString(), main.toString(), training.toString());
        if (exit != 0) {
            throw new IllegalStateException("the program does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "aka.cli.Main");
        Path jar = sources.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (String name : List.of("aka/cli/Main.class", "aka/cli/TrainStartUp.class")) {
                entries.putNextEntry(new ZipEntry(name));
                Files.copy(sources.resolve(name), entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
