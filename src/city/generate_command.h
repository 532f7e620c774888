#ifndef CITY_GENERATE_COMMAND_H
#define CITY_GENERATE_COMMAND_H

/** jumin city generate --people N --seed S --out DIR [--encoding gb18030] [--portraits N]
 *                      [--on YYYY-MM-DD]
 *  argv[0] is the command's name; needs no database. Talk goes to stderr.
 *  Returns 0 done, 2 failed (a file could not be written), 64 wrong use [design 6]. */
int city_generate_main(int argc, char **argv);

#endif
