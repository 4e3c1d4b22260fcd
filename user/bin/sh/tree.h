/*
 * The tree that the parser makes of a command and the executor walks.
 *
 * A word keeps its structure: it is a list of parts, each quoted or not, so
 * nothing is parsed again when it is expanded. All of a tree lies in the
 * arena of its script, which lives as long as somebody holds a reference:
 * the loop that reads commands, and every function defined in it.
 */
#ifndef SH_TREE_H
#define SH_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "mem.h"

struct script {
	struct arena arena;
	int refs;
};

/* A new one has one reference. */
struct script *script_new(void);
void script_unref(struct script *s);

enum part_type {
	PART_TEXT,         /* text as it is                               */
	PART_PARAM,        /* $text, ${text}, ${text op arg}              */
	PART_COMMAND,      /* $(body)                                     */
	PART_ARITH,        /* $((arg))                                    */
	PART_TILDE,        /* ~ at a place where it means $HOME           */
};

/* What stands after the name in ${name…}. */
enum param_op {
	PARAM_PLAIN,
	PARAM_DEFAULT,     /* -  the argument when unset                  */
	PARAM_ASSIGN,      /* =  the same, and it is assigned             */
	PARAM_ERROR,       /* ?  an error when unset                      */
	PARAM_OTHER,       /* +  the argument when set                    */
	PARAM_CUT_PREFIX,  /* #  without the shortest matching prefix     */
	PARAM_CUT_PREFIX_LONG,
	PARAM_CUT_SUFFIX,  /* %  without the shortest matching suffix     */
	PARAM_CUT_SUFFIX_LONG,
	PARAM_LENGTH,      /* ${#name}                                    */
};

struct part {
	struct part *next;
	enum part_type type;
	bool quoted;
	enum param_op op;
	bool colon;        /* an empty value counts as unset              */
	const char *text;
	struct word *arg;
	struct node *body; /* NULL: nothing to run                        */
};

struct word {
	struct word *next; /* in the list that holds it                   */
	struct part *parts;
};

struct assign {
	struct assign *next;
	const char *name;
	struct word *value;
};

enum redir_type {
	REDIR_READ,        /* <    */
	REDIR_WRITE,       /* >    */
	REDIR_CLOBBER,     /* >|   */
	REDIR_APPEND,      /* >>   */
	REDIR_READ_WRITE,  /* <>   */
	REDIR_DUP,         /* <& and >&: another descriptor, or - to close */
	REDIR_WRITE_BOTH,  /* &>   descriptors 1 and 2                    */
	REDIR_HERE,        /* <<   target is the text                     */
};

struct redir {
	struct redir *next;
	enum redir_type type;
	int fd;
	struct word *target;
};

enum node_type {
	NODE_SIMPLE,
	NODE_PIPE,         /* list: two commands or more                  */
	NODE_SEQUENCE,     /* list: one after the other                   */
	NODE_AND, NODE_OR, /* pair                                        */
	NODE_NOT,          /* body, as the following three                */
	NODE_BACKGROUND,
	NODE_SUBSHELL,
	NODE_GROUP,
	NODE_IF,           /* branch                                      */
	NODE_WHILE,        /* loop, as NODE_UNTIL                         */
	NODE_UNTIL,
	NODE_FOR,
	NODE_CASE,
	NODE_FUNCTION,
};

struct case_item {
	struct case_item *next;
	struct word *patterns;
	struct node *body;         /* NULL: nothing to do                 */
};

struct node {
	struct node *next;         /* in a list                           */
	enum node_type type;
	const char *text;          /* as it was written, or NULL          */
	struct redir *redirs;      /* of simple and compound commands     */
	union {
		struct {
			struct assign *assigns;
			struct word *words;
		} simple;
		struct node *list;
		struct {
			struct node *left, *right;
		} pair;
		struct node *body;
		struct {
			struct node *condition, *yes;
			struct node *no;          /* may be NULL */
		} branch;
		struct {
			struct node *condition, *body;
		} loop;
		struct {
			const char *name;
			struct word *words;
			struct node *body;
			bool over_params;         /* no `in`: "$@" */
		} each;
		struct {
			struct word *subject;
			struct case_item *items;
		} match;
		struct {
			const char *name;
			struct node *body;
			struct script *script;    /* holds the body */
		} function;
	};
};

#endif
