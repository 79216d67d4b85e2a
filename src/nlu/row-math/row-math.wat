;; Arithmetic on some rows of a matrix of float32, four cells at a time. See row-math.ts for what each function does.
;; Addresses are in bytes; columns are a multiple of four.
(module
  (import "row" "memory" (memory 1))

  (func (export "gather")
    (param $rows i32) (param $factors i32) (param $count i32)
    (param $matrix i32) (param $columns i32) (param $sums i32)
    (local $end i32) (local $cell i32) (local $sum i32) (local $last i32) (local $factor v128)
    (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $last (i32.add (local.get $sums) (i32.shl (local.get $columns) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $factor (v128.load32_splat (local.get $factors)))
        (local.set $cell (i32.add (local.get $matrix)
          (i32.shl (i32.mul (i32.load (local.get $rows)) (local.get $columns)) (i32.const 2))))
        (local.set $sum (local.get $sums))
        (loop $across
          (v128.store (local.get $sum)
            (f32x4.add (v128.load (local.get $sum))
              (f32x4.mul (v128.load (local.get $cell)) (local.get $factor))))
          (local.set $cell (i32.add (local.get $cell) (i32.const 16)))
          (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
          (br_if $across (i32.lt_u (local.get $sum) (local.get $last))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $factors (i32.add (local.get $factors) (i32.const 4)))
        (br $next))))

  (func (export "scatter")
    (param $rows i32) (param $factors i32) (param $count i32)
    (param $matrix i32) (param $columns i32) (param $changes i32)
    (local $end i32) (local $cell i32) (local $change i32) (local $last i32) (local $factor v128)
    (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $last (i32.add (local.get $changes) (i32.shl (local.get $columns) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $factor (v128.load32_splat (local.get $factors)))
        (local.set $cell (i32.add (local.get $matrix)
          (i32.shl (i32.mul (i32.load (local.get $rows)) (local.get $columns)) (i32.const 2))))
        (local.set $change (local.get $changes))
        (loop $across
          (v128.store (local.get $cell)
            (f32x4.add (v128.load (local.get $cell))
              (f32x4.mul (v128.load (local.get $change)) (local.get $factor))))
          (local.set $cell (i32.add (local.get $cell) (i32.const 16)))
          (local.set $change (i32.add (local.get $change) (i32.const 16)))
          (br_if $across (i32.lt_u (local.get $change) (local.get $last))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $factors (i32.add (local.get $factors) (i32.const 4)))
        (br $next))))

  (func (export "descend")
    (param $rows i32) (param $factors i32) (param $count i32)
    (param $matrix i32) (param $squares i32) (param $columns i32) (param $errors i32) (param $rate f32)
    (local $end i32) (local $offset i32) (local $cell i32) (local $square i32) (local $error i32) (local $last i32)
    (local $factor v128) (local $gradient v128) (local $sum v128) (local $rates v128)
    (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $last (i32.add (local.get $errors) (i32.shl (local.get $columns) (i32.const 2))))
    (local.set $rates (f32x4.splat (local.get $rate)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $factor (v128.load32_splat (local.get $factors)))
        (local.set $offset
          (i32.shl (i32.mul (i32.load (local.get $rows)) (local.get $columns)) (i32.const 2)))
        (local.set $cell (i32.add (local.get $matrix) (local.get $offset)))
        (local.set $square (i32.add (local.get $squares) (local.get $offset)))
        (local.set $error (local.get $errors))
        (loop $across
          (local.set $gradient (f32x4.mul (v128.load (local.get $error)) (local.get $factor)))
          ;; Units that did not fire have no error, and roots and quotients are the dear part.
          (if (v128.any_true (local.get $gradient))
            (then
              (local.set $sum (f32x4.add (v128.load (local.get $square))
                (f32x4.mul (local.get $gradient) (local.get $gradient))))
              (v128.store (local.get $square) (local.get $sum))
              (v128.store (local.get $cell)
                (f32x4.sub (v128.load (local.get $cell))
                  (f32x4.div (f32x4.mul (local.get $gradient) (local.get $rates)) (f32x4.sqrt (local.get $sum)))))))
          (local.set $cell (i32.add (local.get $cell) (i32.const 16)))
          (local.set $square (i32.add (local.get $square) (i32.const 16)))
          (local.set $error (i32.add (local.get $error) (i32.const 16)))
          (br_if $across (i32.lt_u (local.get $error) (local.get $last))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $factors (i32.add (local.get $factors) (i32.const 4)))
        (br $next))))

  (func (export "multiply")
    (param $rows i32) (param $count i32) (param $matrix i32) (param $columns i32)
    (param $vector i32) (param $products i32)
    (local $end i32) (local $cell i32) (local $part i32) (local $last i32) (local $sum v128)
    (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $last (i32.add (local.get $vector) (i32.shl (local.get $columns) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $cell (i32.add (local.get $matrix)
          (i32.shl (i32.mul (i32.load (local.get $rows)) (local.get $columns)) (i32.const 2))))
        (local.set $part (local.get $vector))
        (local.set $sum (v128.const f32x4 0 0 0 0))
        (loop $across
          (local.set $sum (f32x4.add (local.get $sum)
            (f32x4.mul (v128.load (local.get $cell)) (v128.load (local.get $part)))))
          (local.set $cell (i32.add (local.get $cell) (i32.const 16)))
          (local.set $part (i32.add (local.get $part) (i32.const 16)))
          (br_if $across (i32.lt_u (local.get $part) (local.get $last))))
        (f32.store (local.get $products)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
            (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (br $next))))
)
