/**
 * The file calls of Linux, by {@code java.lang.foreign}.
 *
 * <p>Three layers: {@link aka.os.linux.Libc} has one method per call of the C library and returns codes; the {@code Linux…}
 * classes fulfil the contract of {@code aka.os} with it and turn codes into exceptions by {@link aka.os.linux.Errno}; the
 * domain above knows neither. Structures are typed views over memory, beneath the C declaration that they follow.
 */
@NullMarked
package aka.os.linux;

import org.jspecify.annotations.NullMarked;
