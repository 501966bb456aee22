"""The Lark grammars. This file makes the folder package data; the grammars are the `.lark` files."""
