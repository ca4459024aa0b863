/**
 * The file calls of Windows, by {@code java.lang.foreign}.
 *
 * <p>Three layers: {@link aka.os.windows.Ntdll}, {@link aka.os.windows.Kernel32} and {@link aka.os.windows.Advapi32} have one
 * method per call and return codes; the {@code Windows…} classes fulfil the contract of {@code aka.os} with them and turn codes
 * into exceptions by {@link aka.os.windows.WinError}; the domain above knows neither.
 *
 * <p>Files are opened by {@code NtCreateFile}, since it alone opens a name within an open folder, and takes names as NTFS keeps
 * them: {@code NUL}, {@code a.} and {@code a } are names like any other there. What is declared of functions and structures
 * ({@link aka.os.windows.Function}, {@link aka.os.windows.Structure}) is data, which a test compares with the headers.
 */
@NullMarked
package aka.os.windows;

import org.jspecify.annotations.NullMarked;
