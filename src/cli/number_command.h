#ifndef CLI_NUMBER_COMMAND_H
#define CLI_NUMBER_COMMAND_H
/** `jumin number check [FILE|-] [--summary] [--today DAY]`: one number a line in, CSV out.
 *  (1) Lines are counted from 1; LF and CRLF end them, the last one needs no end; an empty line is
 *  a number too short.
 *  (2) The same input gives the same output, byte by byte, in whatever pieces it arrives. */
#include "core/day.h"

/** The arguments behind `number check`. Returns the exit code: 0, 1 when any number is wrong, 2
 *  when something cannot be read or written, 64 for wrong use. */
int number_check_main(int argc, char **argv);

enum number_output { NUMBER_ROWS, NUMBER_SUMMARY };
enum number_run {
    NUMBER_RUN_GOOD,
    NUMBER_RUN_SOME_WRONG,
    NUMBER_RUN_UNREADABLE,
    NUMBER_RUN_UNWRITABLE
};
/** The run behind the command, between two open files; errno tells why one cannot be used. */
enum number_run number_check_run(int in, int out, struct day today, enum number_output output);

#endif
